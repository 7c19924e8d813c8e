-- Written by hand for the benchmark: kept customers that bought a product group for the first time, by month.
with firsts as (
    select no, cast(date_trunc('month', min(o.ordered_at)) as date) as period_start
    from order_lines l
    join orders o using (order_id)
    join c using (customer_id)
    where o.status is distinct from 'cancelled' and l.product_group is not null
    group by no, l.product_group
), d as (select distinct no, period_start as first_start from firsts)
select period_start, $by, grouping($by) as g,
    count(*) filter (where d.no is not null) as value_n,
    count(*) as value_d
from k
left join d on d.no = k.no and d.first_start = k.period_start
where kept and not released
group by grouping sets ($sets)
