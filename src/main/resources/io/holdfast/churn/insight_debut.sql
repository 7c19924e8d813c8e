-- Who bought a product group for the first time ever in the year, of those who had ordered before it.
with bought as (
    select
        c.customer_no,
        l.product_group,
        min(cast(o.ordered_at as date)) as first_day
    from orders o
    cross join insight_bounds b
    join insight_customer c on c.customer_id = o.customer_id
    join insight_year y on y.customer_no = c.customer_no
    join order_lines l on l.order_id = o.order_id
    where y.at_start = 1
        and y.at_end = 1
        and l.product_group is not null
        and coalesce(o.status, 'open') <> 'cancelled'
        and cast(o.ordered_at as date) <= b.as_of
    group by c.customer_no, l.product_group
)
select distinct customer_no
from bought
cross join insight_bounds
where first_day >= year_start
