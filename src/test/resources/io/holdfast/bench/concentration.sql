-- Written by hand for the benchmark: revenue of the largest 0, 1, ... 100 per cent of the customers.
with years as (
    select customer_id, sum(amount) as revenue
    from orders
    where ordered_at >= $after - interval 12 month and ordered_at < $after and status is distinct from 'cancelled'
    group by customer_id
    having sum(amount) > 0
), ranked as (
    select
        sum(revenue) over (order by revenue desc, customer_id rows unbounded preceding) as cumulative,
        row_number() over (order by revenue desc, customer_id) as place
    from years
)
select step, coalesce(place, 0) as customers, coalesce(cumulative, 0) as revenue
from (select step, step * (select count(*) from years) as wanted from (select unnest(range(0, 101)) as step)) percent
left join ranked on place * 100 >= wanted and place * 100 < wanted + 100
order by step
