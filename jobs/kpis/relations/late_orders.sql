-- One row for each order that was late at the period's end (or at the as-of point, where that is earlier): its promised day
-- and the tolerance were over, to the minute where the company counts so, and it was neither delivered nor cancelled. 'day'
-- is the last day that counts; one that was promised for it is 0 days late, and fell due on it where there is no tolerance.
with closing as (
    select
        least(as_of_day, last_day) as day,
        least(as_of, last_day + interval '1' day) as moment,
        tolerance_days,
        by_timestamp
    from parameters
)
select
    o.order_id,
    o.customer_id,
    a.name,
    coalesce(o.branch, a.branch) as branch,
    o.promised_at,
    o.amount,
    c.day,
    case when cast(o.promised_at as date) + c.tolerance_days * interval '1' day = c.day then 1 else 0 end as fell_due
from orders o
cross join closing c
left join accounts a on a.customer_id = o.customer_id
where coalesce(o.status, 'open') <> 'cancelled'
    and o.ordered_at < c.moment
    and (o.delivered_at is null or o.delivered_at >= c.moment)
    and case
        when c.by_timestamp = 1 then o.promised_at + c.tolerance_days * interval '1' day < c.moment
        else cast(o.promised_at as date) + c.tolerance_days * interval '1' day < cast(c.moment as date)
    end
