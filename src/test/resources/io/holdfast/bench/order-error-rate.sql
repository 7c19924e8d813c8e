-- Written by hand for the benchmark: orders with an error, recorded or corrected by another order, by month.
select period_start, $by, grouping($by) as g,
    count(*) filter (where wrong) as value_n,
    count(*) as value_d
from (
    select *, cast(date_trunc('month', ordered_at) as date) as period_start,
        error_kind is not null
        or order_id in (select corrects_order_id from orders where corrects_order_id is not null) as wrong
    from orders
    where ordered_at >= $first and ordered_at < $after
)
group by grouping sets ($sets)
