-- One row for each customer and month with orders that were not cancelled: how many, their revenue, their net profit (of
-- those whose amount and cost are known) and how many of them lack one of the two.
with months as (
    select
        customer_id,
        cast(extract(year from ordered_at) * 12 + extract(month from ordered_at) as integer) as month_number,
        count(*) as orders,
        sum(coalesce(amount, 0)) as revenue,
        sum(coalesce(amount - cost, 0)) as profit,
        count(case when amount is null or cost is null then 1 end) as unpriced
    from orders
    where coalesce(status, 'open') <> 'cancelled'
    group by customer_id, cast(extract(year from ordered_at) * 12 + extract(month from ordered_at) as integer)
)
select
    a.customer_no,
    m.month_number,
    cast(m.orders as integer) as orders,
    cast(m.revenue as decimal(18, 2)) as revenue,
    cast(m.profit as decimal(18, 2)) as profit,
    cast(m.unpriced as integer) as unpriced
from months m
join accounts a on a.customer_id = m.customer_id
