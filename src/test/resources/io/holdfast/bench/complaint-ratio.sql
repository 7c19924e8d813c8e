-- Written by hand for the benchmark: complaints received, by orders delivered, by month.
with counted as (
    select cast(date_trunc('month', o.delivered_at) as date) as period_start, o.branch, g.product_group, c.segment, 0 as complaints, count(*) as orders
    from orders o
    left join g using (order_id)
    left join c using (customer_id)
    where o.delivered_at >= $first and o.delivered_at < $after and o.status is distinct from 'cancelled'
    group by all
    union all
    select cast(date_trunc('month', received_at) as date) as period_start, branch, product_group, segment, count(*), 0
    from f
    where kind = 'complaint' and received_at >= $first and received_at < $after
    group by all
)
select period_start, $by, grouping($by) as g,
    sum(complaints) as value_n,
    sum(orders) as value_d
from counted
group by grouping sets ($sets)
