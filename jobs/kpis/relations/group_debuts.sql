-- One row for each customer and product group that it ever bought: the month of the first time. Cancelled orders do not
-- count.
with debuts as (
    select
        o.customer_id,
        l.product_group,
        min(o.ordered_at) as first_at
    from orders o
    join order_lines l on l.order_id = o.order_id
    where coalesce(o.status, 'open') <> 'cancelled' and l.product_group is not null
    group by o.customer_id, l.product_group
)
select
    a.customer_no,
    d.product_group,
    cast(extract(year from d.first_at) * 12 + extract(month from d.first_at) as integer) as month_number
from debuts d
join accounts a on a.customer_id = d.customer_id
