-- Written by hand for the benchmark: orders delivered on the promised day or before, of those due, by month and branch.
select
    grouping(branch) as is_total,
    branch,
    cast(date_trunc('month', promised_at) as date) as period_start,
    count(*) filter (where cast(delivered_at as date) <= cast(promised_at as date)) as upper_sum,
    count(*) filter (where delivered_at is not null or cast(promised_at as date) <= $as_of_day) as lower_sum
from orders
where promised_at >= $first and promised_at < $after and status is distinct from 'cancelled'
group by grouping sets ((period_start), (period_start, branch))
