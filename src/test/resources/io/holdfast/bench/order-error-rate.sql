-- Written by hand for the benchmark: orders with an error, recorded or corrected by another order, by month and branch.
select
    grouping(branch) as is_total,
    branch,
    cast(date_trunc('month', ordered_at) as date) as period_start,
    count(*) filter (
        where error_kind is not null
        or order_id in (select corrects_order_id from orders where corrects_order_id is not null)
    ) as upper_sum,
    count(*) as lower_sum
from orders
where ordered_at >= $first and ordered_at < $after
group by grouping sets ((period_start), (period_start, branch))
