-- Written by hand for the benchmark: the two middle waits in seconds, by month and branch.
with waits as (
    select
        coalesce(o.branch, c.branch) as branch,
        cast(date_trunc('month', f.received_at) as date) as period_start,
        date_diff('second', f.received_at, f.answered_at) as seconds
    from feedback f
    left join orders o on o.order_id = f.order_id
    left join customers c on c.customer_id = f.customer_id
    where f.received_at >= $first and f.received_at < $after
        and (f.kind in ('complaint', 'question') or f.answered_at is not null)
)
select
    grouping(branch) as is_total,
    branch,
    period_start,
    percentile_disc(0.5) within group (order by seconds) as upper_sum,
    percentile_disc(0.5) within group (order by seconds desc) as lower_sum
from waits
group by grouping sets ((period_start), (period_start, branch))
