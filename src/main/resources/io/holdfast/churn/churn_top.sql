select
    list_place as ordinal, customer_id, name, branch, region, segment, account_manager, last_order, order_days,
    days_since_order, mean_order_value, p_lapse, p_low, p_high, expected_orders, expected_low, expected_high, expected_value,
    value_at_risk, lifetime_value, usual_gap, usual_gap_of, expected_next, days_overdue, longer_gaps, late_orders, wrong_orders, complaints,
    slow_answers, complaint_open, silent, reasons, value_group, action
from churn_list
where list_place is not null
order by list_place
