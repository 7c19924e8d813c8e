-- Written by hand for the benchmark: seconds (of whole days) by which late orders were late, by month of their promise.
select period_start, $by, grouping($by) as g,
    quantile_disc(86400 * days, 0.9) filter (where delivered) as value,
    median(86400 * days) filter (where delivered) as median,
    count(*) filter (where not delivered) as undelivered,
    median(86400 * days) filter (where not delivered) as overdue
from (
    select cast(date_trunc('month', o.promised_at) as date) as period_start, o.branch, g.product_group, o.region, o.delivered_at is not null as delivered,
        date_diff('day', cast(o.promised_at as date), cast(coalesce(o.delivered_at, $as_of) as date)) as days
    from orders o
    left join g using (order_id)
    where o.promised_at >= $first and o.promised_at < $after and o.status is distinct from 'cancelled'
        and cast(coalesce(o.delivered_at, $as_of) as date) > cast(o.promised_at as date)
)
group by grouping sets ($sets)
