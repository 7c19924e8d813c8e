-- Written by hand for the benchmark: complaints received, by orders delivered, by month and branch.
with counted as (
    select o.branch, cast(date_trunc('month', delivered_at) as date) as period_start, 0 as complaint, count(*) as n
    from orders o
    where delivered_at >= $first and delivered_at < $after and coalesce(status, 'delivered') <> 'cancelled'
    group by all
    union all
    select
        coalesce(o.branch, c.branch) as branch,
        cast(date_trunc('month', f.received_at) as date) as period_start,
        1 as complaint,
        count(*) as n
    from feedback f
    left join orders o on o.order_id = f.order_id
    left join customers c on c.customer_id = f.customer_id
    where f.kind = 'complaint' and f.received_at >= $first and f.received_at < $after
    group by all
)
select
    grouping(branch) as is_total,
    branch,
    period_start,
    sum(complaint * n) as upper_sum,
    sum((1 - complaint) * n) as lower_sum
from counted
group by grouping sets ((period_start), (period_start, branch))
