select
    count(*) filter (where status = 'active') as active,
    count(*) filter (where status = 'stopped') as stopped,
    (select count(*) from customers cross join churn_parameters where released_on <= as_of) as released,
    case when (select knows_feedback from churn_parameters)
        then count(*) filter (where status = 'active' and silent) end as silent,
    count(*) filter (where order_days > 1) as repeaters,
    coalesce(sum(order_days), 0) as order_days,
    count(list_place) as listed,
    coalesce(sum(p_lapse) filter (where status = 'active'), 0) as expected,
    coalesce(sum(value_at_risk) filter (where status = 'active'), 0) as value_at_risk
from churn_list
