with ordered as (
    select o.customer_id, cast(max(o.ordered_at) as date) as last_order, sum(coalesce(o.amount, 0)) as ordered_value
    from orders o
    cross join churn_parameters
    where coalesce(o.status, 'open') <> 'cancelled' and cast(o.ordered_at as date) <= as_of
    group by o.customer_id
)
select
    row_number() over (order by c.released_on desc, c.customer_id) as ordinal,
    c.customer_id, c.name, c.branch, c.released_on, c.released_by, c.released_reason, o.last_order,
    coalesce(o.ordered_value, 0) as ordered_value
from customers c
cross join churn_parameters
left join ordered o on o.customer_id = c.customer_id
where c.released_on <= as_of and c.released_on > as_of - win_back_months * interval '1' month
order by ordinal
