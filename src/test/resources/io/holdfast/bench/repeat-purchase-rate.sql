-- Written by hand for the benchmark: customers with two orders or more within a year, of those with one, by month.
with months as (
    select customer_id, extract(year from ordered_at) * 12 + extract(month from ordered_at) as number, count(*) as orders
    from orders
    where ordered_at >= $first - interval 12 month and ordered_at < $after and status is distinct from 'cancelled'
    group by all
), periods as (
    select cast(month as date) as period_start, extract(year from month) * 12 + extract(month from month) as number
    from (select unnest(generate_series(cast($first as timestamp), $after - interval 1 month, interval 1 month)) as month)
), years as (
    select period_start, customer_id, sum(orders) as orders
    from months m
    join periods p on m.number > p.number - 12 and m.number <= p.number
    group by all
)
select
    grouping(c.branch) as is_total,
    c.branch,
    y.period_start,
    count(*) filter (where y.orders >= 2) as upper_sum,
    count(*) as lower_sum
from years y
join customers c on c.customer_id = y.customer_id
group by grouping sets ((y.period_start), (y.period_start, c.branch))
