-- Written by hand for the benchmark: orders on time, without an error and without a complaint, of those due, by month.
select period_start, $by, grouping($by) as g,
    count(*) filter (where on_time and faultless and calm) as value_n,
    count(*) as value_d,
    count(*) filter (where on_time) as on_time_n,
    count(*) as on_time_d,
    count(*) filter (where faultless) as without_error_n,
    count(*) as without_error_d,
    count(*) filter (where calm) as without_complaint_n,
    count(*) as without_complaint_d
from (
    select o.branch, o.region, g.product_group, cast(date_trunc('month', o.promised_at) as date) as period_start,
        coalesce(cast(delivered_at as date) <= cast(promised_at as date), false) as on_time,
        error_kind is null
        and order_id not in (select corrects_order_id from orders where corrects_order_id is not null) as faultless,
        order_id not in (select order_id from feedback where kind = 'complaint' and order_id is not null) as calm
    from orders o
    left join g using (order_id)
    where o.promised_at >= $first and o.promised_at < $after and o.status is distinct from 'cancelled'
        and (delivered_at is not null or cast(promised_at as date) < $as_of_day)
)
group by grouping sets ($sets)
