-- Written by hand for the benchmark: revenue of the top fifth of the customers and of all, over a year, by month.
with months as (
    select
        customer_id,
        extract(year from ordered_at) * 12 + extract(month from ordered_at) as number,
        sum(amount) as revenue
    from orders
    where ordered_at >= $first - interval 12 month and ordered_at < $after and status is distinct from 'cancelled'
    group by all
), periods as (
    select cast(month as date) as period_start, extract(year from month) * 12 + extract(month from month) as number
    from (select unnest(generate_series(cast($first as timestamp), $after - interval 1 month, interval 1 month)) as month)
), years as (
    select period_start, customer_id, sum(revenue) as revenue
    from months m
    join periods p on m.number > p.number - 12 and m.number <= p.number
    group by all
    having sum(revenue) > 0
), ranked as (
    select
        period_start,
        revenue,
        row_number() over (partition by period_start order by revenue desc) as place,
        count(*) over (partition by period_start) as customers
    from years
)
select
    1 as is_total,
    null as branch,
    period_start,
    sum(revenue) filter (where (place - 1) * 5 < customers) as upper_sum,
    sum(revenue) as lower_sum
from ranked
group by period_start
