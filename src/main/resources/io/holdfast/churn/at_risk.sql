-- Who crossed into risk: who fell silent on the day, and who is on the latest list, was not on the one before, is likelier to
-- stop than it said, and has ordered nothing since. What they brought is that of the year up to the day.
with crossed as (
    select
        coalesce(s.customer_id, l.customer_id) as customer_id,
        s.customer_id is not null as silent,
        l.customer_id is not null as listed,
        l.p_lapse,
        s.usual_gap
    from fallen_silent s
    full join newly_listed l on l.customer_id = s.customer_id
),
bought as (
    select
        o.customer_id,
        cast(max(o.ordered_at) as date) as last_order,
        coalesce(sum(o.amount) filter (where o.ordered_at >= date '{day}' + interval 1 day - interval 12 month), 0) as revenue
    from orders o
    semi join crossed c on c.customer_id = o.customer_id
    where coalesce(o.status, 'open') <> 'cancelled' and o.ordered_at < date '{day}' + interval 1 day
    group by o.customer_id
)
select
    c.customer_id,
    coalesce(a.name, c.customer_id) as name,
    a.branch,
    a.account_manager,
    cast(b.revenue as decimal(38, 2)) as revenue,
    b.last_order,
    date '{day}' - b.last_order as silent_days,
    c.usual_gap,
    c.p_lapse,
    c.silent,
    c.listed
from crossed c
join bought b on b.customer_id = c.customer_id
left join accounts a on a.customer_id = c.customer_id
where c.silent or b.last_order <= date '{as-of}'
order by revenue desc, c.customer_id
