-- Orders and revenue of each of the last twelve months, and of the same month a year before; every month is there.
with months as (
    select
        cast(place + 1 as integer) as ordinal,
        strftime(year_start + place * interval '1' month, '%Y-%m') as period,
        cast(year_start + place * interval '1' month as date) as month_start,
        cast(before_start + place * interval '1' month as date) as before_start
    from review_bounds
    cross join range(12) as places(place)
),
ordered as (
    select
        o.item,
        cast(date_trunc('month', r.ordered_at) as date) as month_start,
        count(*) as orders,
        sum(coalesce(r.amount, 0)) as revenue
    from orders r
    cross join review_bounds b
    join review_of o on o.customer_id = r.customer_id
    where r.ordered_at >= b.before_start and r.ordered_at < b.after_last and coalesce(r.status, 'open') <> 'cancelled'
    group by o.item, cast(date_trunc('month', r.ordered_at) as date)
)
select
    '{kind}' as kind,
    i.item,
    m.ordinal,
    m.period,
    coalesce(n.orders, 0) as orders,
    coalesce(p.orders, 0) as orders_before,
    coalesce(n.revenue, 0) as revenue,
    coalesce(p.revenue, 0) as revenue_before
from (select distinct item from review_of) i
cross join months m
left join ordered n on n.item = i.item and n.month_start = m.month_start
left join ordered p on p.item = i.item and p.month_start = m.before_start
order by i.item, m.ordinal
