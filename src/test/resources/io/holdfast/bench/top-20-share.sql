-- Written by hand for the benchmark: revenue of the top fifth of the customers and of all, over a year, by month and branch.
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
        customer_id,
        revenue,
        row_number() over (partition by period_start order by revenue desc, customer_id) as place,
        count(*) over (partition by period_start) as customers
    from years
)
select
    grouping(c.branch) as is_total,
    c.branch,
    r.period_start,
    coalesce(sum(r.revenue) filter (where (r.place - 1) * 5 < r.customers), 0) as upper_sum,
    sum(r.revenue) as lower_sum
from ranked r
join customers c on c.customer_id = r.customer_id
group by grouping sets ((r.period_start), (r.period_start, c.branch))
