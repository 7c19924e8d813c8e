-- What was scored of each customer.
select
    customer_id, status, last_order, p_lapse, p_low, p_high, value_at_risk, lifetime_value, usual_gap, expected_next,
    days_overdue, reasons, action
from {scores} as scores
