-- Written by hand for the benchmark: orders delivered on the promised day or before, of those due, by month.
select period_start, $by, grouping($by) as g,
    count(*) filter (where cast(delivered_at as date) <= cast(promised_at as date)) as value_n,
    count(*) filter (where (delivered_at is not null or cast(promised_at as date) < $as_of_day)) as value_d,
    count(*) filter (where delivered_at <= promised_at) as to_the_minute_n,
    count(*) filter (where (delivered_at is not null or cast(promised_at as date) < $as_of_day)) as to_the_minute_d
from (
    select o.*, g.product_group, cast(date_trunc('month', o.promised_at) as date) as period_start
    from orders o
    left join g using (order_id)
    where o.promised_at >= $first and o.promised_at < $after and o.status is distinct from 'cancelled'
)
group by grouping sets ($sets)
