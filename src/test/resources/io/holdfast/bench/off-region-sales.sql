-- Written by hand for the benchmark: orders shipped outside the customer's region for less than 80 % of what the goods cost there, by month.
with prices as (
    select l.product, o.region, year(o.ordered_at) as year,
        quantile_disc(cast(l.amount * 1000000 as bigint) // l.quantity, 0.5) as price
    from order_lines l
    join orders o using (order_id)
    where o.region is not null and l.product is not null and l.amount > 0 and l.quantity > 0
        and o.corrects_order_id is null and o.status is distinct from 'cancelled'
    group by all
    having count(*) >= 5
), elsewhere as (
    select o.order_id, sum(l.amount) as amount, sum(l.quantity::hugeint * p.price) as worth, count(*) = count(p.price) as priced
    from orders o
    join c using (customer_id)
    join order_lines l using (order_id)
    left join prices p on p.product = l.product and p.region = o.region and p.year = year(o.ordered_at)
    where o.region <> c.region and o.corrects_order_id is null and o.status is distinct from 'cancelled'
    group by all
), judged as (
    select cast(date_trunc('month', o.ordered_at) as date) as period_start, o.branch, o.region, g.product_group, e.amount, e.worth,
        o.region = c.region or coalesce(e.priced, false) as counts
    from orders o
    join c using (customer_id)
    left join g using (order_id)
    left join elsewhere e using (order_id)
    where o.region is not null and c.region is not null and o.corrects_order_id is null
        and o.status is distinct from 'cancelled' and o.ordered_at >= $first and o.ordered_at < $after
)
select period_start, $by, grouping($by) as g,
    count(*) filter (where counts and amount * 1000000 < worth * 0.80) as value_n,
    count(*) filter (where counts) as value_d
from judged
group by grouping sets ($sets)
