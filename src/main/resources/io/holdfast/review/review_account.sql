-- The accounts of a branch or of an account manager: those with most at stake first, then the largest; twenty at most.
with placed as (
    select
        *,
        row_number() over (
            partition by item
            order by case when status = 'active' then value_at_risk end desc nulls last, revenue desc, customer_id
        ) as ordinal
    from review_of
    where not {one-customer}
)
select
    '{kind}' as kind,
    item,
    cast(ordinal as integer) as ordinal,
    customer_id,
    name,
    revenue,
    revenue_before,
    orders,
    status,
    last_order,
    p_lapse,
    case when status = 'active' then value_at_risk end as value_at_risk,
    days_overdue,
    reasons,
    action
from placed
where ordinal <= 20
order by item, ordinal
