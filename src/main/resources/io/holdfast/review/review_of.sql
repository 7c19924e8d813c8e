-- Which customers each item is about. The place is that of all customers; among those that management did not release, some are
-- large enough for a review of their own.
with placed as (
    select
        *,
        row_number() over (order by revenue desc, customer_id) as place,
        row_number() over (order by released, revenue desc, customer_id) as large,
        row_number() over (order by released, revenue_before desc, customer_id) as large_before
    from key_accounts
)
select
    {item} as item,
    k.customer_id,
    coalesce(a.name, k.customer_id) as name,
    a.branch,
    a.region,
    a.segment,
    a.account_manager,
    a.customer_since,
    k.place,
    k.revenue,
    k.revenue_before,
    k.orders,
    k.late,
    k.wrong,
    k.complaints,
    k.slow_answers,
    k.unresolved,
    k.low_scores,
    r.status,
    r.last_order,
    r.p_lapse,
    r.p_low,
    r.p_high,
    r.value_at_risk,
    r.lifetime_value,
    r.usual_gap,
    r.expected_next,
    r.days_overdue,
    r.reasons,
    r.action
from placed k
join accounts a on a.customer_id = k.customer_id
left join review_risk r on r.customer_id = k.customer_id
where {which}
