-- One row for each customer that was won, lost, released or won back in the run's period, and the day: of the first order, of
-- the last one, of the release, the first of the month of the order that brought it back. Revenue is what it brought in
-- the period, from one that left what it had brought in the twelve months up to its last order.
with run as (
    select
        p.period_start,
        p.last_day,
        p.first_month,
        p.last_month
    from periods p
    join parameters q on q.last_day = p.last_day
),
won as (
    select a.customer_no, a.customer_since as day, 'won' as change
    from accounts a
    join run r on a.customer_since >= r.period_start and a.customer_since <= r.last_day
),
gone as (
    select k.customer_no, k.last_order_month, case when k.released = 1 then 'released' else 'lost' end as change
    from kept_customers k
    join run r on r.last_day = k.last_day
    join accounts a on a.customer_no = k.customer_no
    where (k.kept = 0 and k.released = 0) or (k.released = 1 and a.released_on >= r.period_start)
),
back as (
    select
        s.customer_no,
        make_date(
            cast((s.back_month - 1 - mod(s.back_month - 1, 12)) / 12 as integer),
            cast(mod(s.back_month - 1, 12) + 1 as integer),
            1
        ) as day,
        'won-back' as change
    from spells s
    join run r on s.back_month >= r.first_month and s.back_month <= r.last_month and s.until_month < r.first_month - 1
),
came as (
    select c.customer_no, c.day, c.change, sum(m.revenue) as revenue
    from (
        select customer_no, day, change from won
        union all
        select customer_no, day, change from back
    ) c
    cross join run r
    join customer_months m
        on m.customer_no = c.customer_no and m.month_number >= r.first_month and m.month_number <= r.last_month
    group by c.customer_no, c.day, c.change
),
took as (
    select g.customer_no, g.change, sum(m.revenue) as revenue
    from gone g
    join customer_months m
        on m.customer_no = g.customer_no
        and m.month_number > g.last_order_month - 12
        and m.month_number <= g.last_order_month
    group by g.customer_no, g.change
),
last_ordered as (
    select o.customer_id, cast(max(o.ordered_at) as date) as day
    from orders o
    join run r on o.ordered_at < r.last_day + interval '1' day
    where coalesce(o.status, 'open') <> 'cancelled'
    group by o.customer_id
)
select
    a.customer_id,
    a.name,
    a.branch,
    a.account_manager,
    c.change,
    c.day,
    c.revenue
from came c
join accounts a on a.customer_no = c.customer_no
union all
select
    a.customer_id,
    a.name,
    a.branch,
    a.account_manager,
    t.change,
    case when t.change = 'released' then a.released_on else o.day end,
    t.revenue
from took t
join accounts a on a.customer_no = t.customer_no
left join last_ordered o on o.customer_id = a.customer_id
