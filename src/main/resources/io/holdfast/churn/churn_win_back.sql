select
    row_number() over (order by mean_order_value * order_days desc, customer_id) as ordinal,
    customer_id, name, branch, region, segment, account_manager, first_order, last_order, order_days, mean_order_value,
    mean_order_value * order_days as ordered_value, late_orders, wrong_orders, complaints, slow_answers, complaint_open,
    silent, reasons,
    value_group, action
from churn_list
where stopped_lately
order by ordinal
