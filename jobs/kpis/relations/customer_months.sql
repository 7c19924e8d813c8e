-- One row for each customer and month with orders that were not cancelled.
select
    customer_id,
    extract(year from ordered_at) * 12 + extract(month from ordered_at) as month_number,
    count(*) as orders,
    sum(coalesce(amount, 0)) as revenue
from orders
where coalesce(status, 'open') <> 'cancelled'
group by customer_id, extract(year from ordered_at) * 12 + extract(month from ordered_at)
