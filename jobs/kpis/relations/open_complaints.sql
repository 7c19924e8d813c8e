-- One row for each complaint that was open at the period's end (or at the as-of point, where that is earlier): received,
-- and not resolved by then. 'day' is the last day that counts, so that one received on it is 0 days old.
with closing as (
    select
        least(as_of_day, last_day) as day,
        least(as_of, last_day + interval '1' day) as moment
    from parameters
)
select
    f.feedback_id,
    f.customer_id,
    a.name,
    coalesce(o.branch, a.branch) as branch,
    f.category,
    f.order_id,
    f.received_at,
    c.day,
    case when f.answered_at < c.moment then 1 else 0 end as answered
from feedback f
cross join closing c
left join orders o on o.order_id = f.order_id
left join accounts a on a.customer_id = f.customer_id
where f.kind = 'complaint'
    and f.received_at < c.moment
    and (f.resolved_at is null or f.resolved_at >= c.moment)
