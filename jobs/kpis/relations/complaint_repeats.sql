-- One row for each complaint of the trend's periods, with the moment of the last one before it in which another customer
-- complained of the same category, where that was at most 90 days before.
with pool as (
    select
        f.feedback_id,
        f.customer_id,
        f.order_id,
        f.category,
        f.received_at,
        p.first_day,
        lag(f.customer_id) over (partition by f.category order by f.received_at, f.feedback_id) as customer_before,
        lag(f.received_at) over (partition by f.category order by f.received_at, f.feedback_id) as received_before
    from feedback f
    cross join parameters p
    where f.kind = 'complaint'
        and f.received_at >= p.first_day - interval '90' day
        and f.received_at < p.last_day + interval '1' day
),
-- Complaints of one customer with nobody else's between them are preceded by the same one: the last before the first of them.
followed as (
    select
        feedback_id,
        customer_id,
        order_id,
        category,
        received_at,
        first_day,
        max(case when customer_before <> customer_id then received_before end) over (
            partition by category
            order by received_at, feedback_id
            rows between unbounded preceding and current row
        ) as other_at
    from pool
)
select
    f.feedback_id,
    f.customer_id,
    f.order_id,
    f.category,
    f.received_at,
    coalesce(o.branch, a.branch) as branch,
    case
        when f.category is null then null
        when cast(f.other_at as date) >= cast(f.received_at as date) - interval '90' day then f.other_at
    end as preceded_at
from followed f
left join orders o on o.order_id = f.order_id
left join accounts a on a.customer_id = f.customer_id
where f.received_at >= f.first_day
