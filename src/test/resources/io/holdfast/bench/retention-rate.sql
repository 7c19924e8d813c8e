-- Written by hand for the benchmark: customers at a month's start who still are at its end, by month and branch.
with months as (
    select distinct customer_id, extract(year from ordered_at) * 12 + extract(month from ordered_at) as number
    from orders
    where ordered_at >= $first - interval 12 month and ordered_at < $after and status is distinct from 'cancelled'
), periods as (
    select cast(month as date) as period_start, extract(year from month) * 12 + extract(month from month) as number
    from (select unnest(generate_series(cast($first as timestamp), $after - interval 1 month, interval 1 month)) as month)
    where month >= (select date_trunc('month', min(ordered_at)) + interval 12 month from orders)
), years as (
    select period_start, customer_id, max(m.number) > p.number - 12 as still
    from months m
    join periods p on m.number >= p.number - 12 and m.number <= p.number
    group by period_start, p.number, customer_id
    having min(m.number) < p.number
)
select
    grouping(c.branch) as is_total,
    c.branch,
    y.period_start,
    count(*) filter (where y.still) as upper_sum,
    count(*) as lower_sum
from years y
join customers c on c.customer_id = y.customer_id
    and (c.released_on is null or c.released_on >= y.period_start + interval 1 month)
group by grouping sets ((y.period_start), (y.period_start, c.branch))
