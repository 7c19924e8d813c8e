-- One row for each complaint that was resolved, on the day its recovery window (90 days) ends: did the customer order
-- again in it? A reprint or a correction is the company's doing, not the customer's.
with resolved as (
    select
        f.feedback_id,
        f.order_id,
        f.customer_id,
        f.branch,
        f.category,
        f.resolved_at,
        cast(cast(f.resolved_at as date) + recovery_days * interval '1' day as date) as window_end,
        as_of_day
    from placed_feedback f
    cross join parameters
    where f.kind = 'complaint' and f.resolved_at is not null
),
recovered as (
    select distinct r.feedback_id
    from resolved r
    join orders o on o.customer_id = r.customer_id
    where o.ordered_at > r.resolved_at
        and o.ordered_at < r.window_end + interval '1' day
        and o.corrects_order_id is null
        and coalesce(o.status, 'open') <> 'cancelled'
),
judged as (
    select
        r.*,
        case when n.feedback_id is not null then 1 else 0 end as ordered_again,
        case
            when r.window_end >= r.as_of_day then 'not-yet-over'
            when a.released_on <= r.window_end then 'released'
        end as excluded
    from resolved r
    left join recovered n on n.feedback_id = r.feedback_id
    left join accounts a on a.customer_id = r.customer_id
)
select
    feedback_id as id,
    order_id,
    customer_id,
    window_end as day,
    case when excluded is null then ordered_again else 0 end as hit,
    case when excluded is null then 1 else 0 end as base,
    excluded,
    branch,
    category
from judged
