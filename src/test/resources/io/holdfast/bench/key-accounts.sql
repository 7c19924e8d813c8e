-- Written by hand for the benchmark: the largest 50 accounts, the 50 that lost most, and the service that they met.
with met as (
    select
        customer_id,
        coalesce(sum(amount) filter (where ordered_at >= $after - interval 12 month), 0) as revenue,
        coalesce(sum(amount) filter (where ordered_at < $after - interval 12 month), 0) as revenue_before,
        count(*) filter (where ordered_at >= $after - interval 12 month) as orders,
        count(*) filter (
            where ordered_at >= $after - interval 12 month
            and cast(coalesce(delivered_at, $as_of) as date) > cast(promised_at as date)
        ) as late,
        count(*) filter (where ordered_at >= $after - interval 12 month and error_kind is not null) as wrong
    from orders
    where ordered_at >= $after - interval 24 month and ordered_at < $after and status is distinct from 'cancelled'
    group by customer_id
), said as (
    select
        customer_id,
        count(*) filter (where kind = 'complaint') as complaints,
        count(*) filter (
            where kind in ('complaint', 'question')
            and coalesce(answered_at, $as_of) > received_at + interval 24 hour
        ) as slow_answers
    from feedback
    where received_at >= $after - interval 12 month and received_at < $after
    group by customer_id
), ranked as (
    select
        *,
        sum(revenue) over (order by revenue desc, customer_id rows unbounded preceding) as cumulative,
        row_number() over (order by revenue desc, customer_id) as place,
        row_number() over (order by revenue_before desc, customer_id) as place_before,
        count(case when revenue_before > 0 then 1 end) over () as customers_before
    from met
), faded as (
    select *,
        revenue_before > 0 and (place_before - 1) * 5 < customers_before and revenue * 100 < revenue_before * 95 as fades
    from ranked
), listed as (
    select *, row_number() over (partition by fades order by revenue_before - revenue desc, customer_id) as lost
    from faded
)
select
    l.customer_id, c.name, c.branch, l.revenue, l.revenue_before, l.orders, l.late, l.wrong,
    coalesce(s.complaints, 0) as complaints, coalesce(s.slow_answers, 0) as slow_answers
from listed l
left join customers c on c.customer_id = l.customer_id
left join said s on s.customer_id = l.customer_id
where (l.place <= 50 and l.revenue > 0) or (l.fades and l.lost <= 50)
order by l.place
