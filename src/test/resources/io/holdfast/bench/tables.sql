-- Written by hand for the benchmark: what somebody who knows this data would put into tables first, since several of the
-- figures need it. One statement for each table.
create or replace temp table p as
select
    cast(d as date) as period_start,
    cast(d + interval 1 month - interval 1 day as date) as last_day,
    cast(extract(year from d) * 12 + extract(month from d) as integer) as mon
from unnest(generate_series(cast($first as timestamp), $after - interval 1 month, interval 1 month)) months(d);

create or replace temp table c as
with o as (
    select
        customer_id,
        min(ordered_at) filter (where status is distinct from 'cancelled') as first_at,
        arg_max(branch, ordered_at) as last_branch
    from orders
    group by all
)
select
    cast(row_number() over (order by customer_id) as integer) as no,
    customer_id,
    coalesce(c.branch, o.last_branch) as branch,
    c.region,
    c.segment,
    c.account_manager,
    c.referred_by,
    c.released_on,
    case when c.since < (select date_trunc('month', min(first_at)) from o) then c.since else cast(o.first_at as date) end
        as since
from customers c
full join o using (customer_id);

create or replace temp table m as
select
    no,
    cast(extract(year from ordered_at) * 12 + extract(month from ordered_at) as integer) as mon,
    count(*) as orders,
    sum(coalesce(amount, 0)) as revenue,
    sum(coalesce(amount - cost, 0)) as profit,
    count(*) filter (where amount is null or cost is null) as unpriced
from orders
join c using (customer_id)
where status is distinct from 'cancelled'
group by all;

-- trailing years
create or replace temp table y as
select
    m.mon + i as mon,
    no,
    cast(sum(orders) as integer) as orders,
    cast(sum(revenue) as decimal(18, 2)) as revenue,
    cast(sum(profit) as decimal(18, 2)) as profit,
    cast(sum(unpriced) as integer) as unpriced
from m, range(12) later(i)
where m.mon + i <= (select max(mon) from p) and m.mon + i >= (select min(mon) + 11 from m)
group by all;

-- those with revenue, ranked
create or replace temp table r as
select
    mon,
    no,
    revenue,
    row_number() over by_revenue as place,
    count(*) over (partition by mon) as customers,
    sum(revenue) over by_revenue - revenue as larger,
    sum(revenue) over (partition by mon) as total
from y
where revenue > 0
window by_revenue as (partition by mon order by revenue desc, no rows unbounded preceding);

-- customers at the start of each month, and whether they still are at its end
create or replace temp table k as
select p.period_start, p.mon, no, bool_or(m.mon > p.mon - 12) as kept, coalesce(c.released_on <= p.last_day, false) as released,
    c.branch, c.segment, c.account_manager
from m
join p on m.mon >= p.mon - 12 and m.mon <= p.mon
join c using (no)
where p.mon - 12 >= (select min(mon) from m)
group by all
having min(m.mon) < p.mon;

create or replace temp table g as
select order_id, case when min(product_group) = max(product_group) then min(product_group)
    when count(product_group) > 0 then 'several' end as product_group
from order_lines
group by order_id;

create or replace temp table f as
select
    f.feedback_id, f.customer_id, c.no, f.order_id, f.kind, f.category, f.received_at, f.answered_at, f.resolved_at, f.score,
    f.scale, coalesce(o.branch, c.branch) as branch, c.segment, c.released_on, g.product_group
from feedback f
left join orders o on o.order_id = f.order_id
left join g on g.order_id = f.order_id
left join c on c.customer_id = f.customer_id;
