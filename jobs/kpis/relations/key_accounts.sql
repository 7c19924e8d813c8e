-- One row for each customer with orders in the two years up to the period's end: its revenue in the last year and the
-- year before, whether management released it by the period's end, and the service failures it met in the last year. A complaint is unresolved where it was open at the
-- period's end (or at the as-of point, where that is earlier); a score is low at the bottom two points of its scale, of
-- which one up to 10 begins at 0 and a shorter one at 1.
with bounds as (
    select
        last_day,
        extract(year from last_day) * 12 + extract(month from last_day) as last_month,
        last_day + interval '1' day as after_last,
        last_day + interval '1' day - interval '12' month as year_start,
        last_day + interval '1' day - interval '24' month as before_start,
        least(as_of, last_day + interval '1' day) as closing,
        answer_standard_hours * 3600 as answer_standard,
        as_of,
        tolerance_days,
        by_timestamp
    from parameters
),
ordered as (
    select
        customer_id,
        sum(case when ordered_at >= year_start then coalesce(amount, 0) else 0 end) as revenue,
        sum(case when ordered_at < year_start then coalesce(amount, 0) else 0 end) as revenue_before,
        count(*) filter (where ordered_at >= year_start) as orders,
        count(*) filter (
            where ordered_at >= year_start
            and case
                when by_timestamp = 1 then coalesce(delivered_at, as_of) > promised_at + tolerance_days * interval '1' day
                else cast(coalesce(delivered_at, as_of) as date)
                    > cast(promised_at as date) + tolerance_days * interval '1' day
            end
        ) as late,
        count(*) filter (where ordered_at >= year_start and error_kind is not null) as wrong
    from orders
    cross join bounds
    where ordered_at >= before_start and ordered_at < after_last and coalesce(status, 'open') <> 'cancelled'
    group by customer_id
),
said as (
    select
        customer_id,
        count(*) filter (where kind = 'complaint') as complaints,
        count(*) filter (
            where kind in ('complaint', 'question')
            and coalesce(answered_at, as_of) > received_at + answer_standard * interval '1' second
        ) as slow_answers,
        count(*) filter (
            where kind = 'complaint' and received_at < closing and (resolved_at is null or resolved_at >= closing)
        ) as unresolved,
        count(*) filter (where score <= case when scale >= 10 then 1 else 2 end) as low_scores
    from feedback
    cross join bounds
    where received_at >= year_start and received_at < after_last
    group by customer_id
)
select
    o.customer_id,
    a.name,
    a.branch,
    o.revenue,
    o.revenue_before,
    case when a.released_on <= b.last_day then 1 else 0 end as released,
    o.orders,
    o.late,
    o.wrong,
    coalesce(s.complaints, 0) as complaints,
    coalesce(s.slow_answers, 0) as slow_answers,
    coalesce(s.unresolved, 0) as unresolved,
    coalesce(s.low_scores, 0) as low_scores
from ordered o
join accounts a on a.customer_id = o.customer_id
cross join bounds b
left join said s on s.customer_id = o.customer_id
