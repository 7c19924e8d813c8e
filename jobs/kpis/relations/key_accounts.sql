-- One row for each customer with orders in the two years up to the period's end: its revenue in the last year and the
-- year before, and the service failures it met in the last year.
with bounds as (
    select
        last_day,
        extract(year from last_day) * 12 + extract(month from last_day) as last_month,
        last_day + interval '1' day as after_last,
        last_day + interval '1' day - interval '12' month as year_start,
        last_day + interval '1' day - interval '24' month as before_start,
        answer_standard_hours * 3600 as answer_standard,
        as_of,
        tolerance_days
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
            and cast(coalesce(delivered_at, as_of) as date) > cast(promised_at as date) + tolerance_days * interval '1' day
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
        ) as slow_answers
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
    o.orders,
    o.late,
    o.wrong,
    coalesce(s.complaints, 0) as complaints,
    coalesce(s.slow_answers, 0) as slow_answers
from ordered o
join accounts a on a.customer_id = o.customer_id
left join said s on s.customer_id = o.customer_id
