-- One row for each customer who fell silent on the period's last day: the days since its last order became, on this very
-- day, more than a week and more than nine in ten of the gaps between its own order-days of the last two years (by nearest
-- rank). Who has fewer than five gaps has no rhythm to break; whom management released did not fall silent.
with days as (
    select distinct o.customer_id, cast(o.ordered_at as date) as day
    from orders o
    cross join parameters p
    where coalesce(o.status, 'open') <> 'cancelled'
        and coalesce(o.amount, 0) >= 0
        and o.ordered_at >= p.last_day + interval '1' day - interval '24' month
        and o.ordered_at < p.last_day + interval '1' day
),
followed as (
    select
        customer_id,
        day,
        lag(day) over (partition by customer_id order by day) as day_before
    from days
),
gaps as (
    select
        customer_id,
        day,
        cast(extract(day from cast(day as timestamp) - cast(day_before as timestamp)) as integer) as gap
    from followed
),
rhythm as (
    select
        customer_id,
        max(day) as last_order,
        percentile_disc(0.5) within group (order by gap) as usual_gap,
        percentile_disc(0.9) within group (order by gap) as long_gap
    from gaps
    group by customer_id
    having count(gap) >= 5
)
select
    r.customer_id,
    r.last_order,
    r.usual_gap,
    r.long_gap
from rhythm r
cross join parameters p
join accounts a on a.customer_id = r.customer_id
where cast(extract(day from cast(p.last_day as timestamp) - cast(r.last_order as timestamp)) as integer) = greatest(r.long_gap, 7) + 1
    and (a.released_on is null or a.released_on > p.last_day)
