-- What was bought in the two years by product group: the eight that made most in either of them, and all others as one row.
with bought as (
    select
        o.item,
        l.product_group,
        sum(case when r.ordered_at >= b.year_start then coalesce(l.amount, 0) else 0 end) as revenue,
        sum(case when r.ordered_at < b.year_start then coalesce(l.amount, 0) else 0 end) as revenue_before,
        count(distinct case when r.ordered_at >= b.year_start then r.order_id end) as orders
    from order_lines l
    join orders r on r.order_id = l.order_id
    cross join review_bounds b
    join review_of o on o.customer_id = r.customer_id
    where r.ordered_at >= b.before_start and r.ordered_at < b.after_last and coalesce(r.status, 'open') <> 'cancelled'
    group by o.item, l.product_group
),
placed as (
    select
        *,
        row_number() over (
            partition by item
            order by greatest(revenue, revenue_before) desc, revenue desc, product_group nulls last
        ) as place
    from bought
    where product_group is not null
)
select
    '{kind}' as kind,
    item,
    cast(least(place, 9) as integer) as ordinal,
    case when place <= 8 then product_group end as product_group,
    count(*) as product_groups,
    sum(revenue) as revenue,
    sum(revenue_before) as revenue_before,
    case when place <= 8 then cast(sum(orders) as bigint) end as orders
from placed
group by item, least(place, 9), case when place <= 8 then product_group end, place <= 8
order by item, ordinal
