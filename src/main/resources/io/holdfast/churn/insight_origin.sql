-- One row for each customer who was one at a past origin (ordered within the activity window before it) and was not released
-- before its outcome was known: how often and how long ago it had ordered, in tenths, and whether it ordered nothing in
-- the horizon after. A tenth is a range of ranks within the origin; those with the same number are never parted. Thirds
-- are too wide: within one, who orders more still meets more failures and lapses less.
with seen as (
    select
        customer_no,
        cast(sum(case when day <= date '{origin}' then orders else 0 end) as integer) as orders,
        max(case when day <= date '{origin}' then day end) as last_day,
        max(case when day > date '{origin}' then 1 else 0 end) as ordered_after
    from insight_order
    cross join insight_bounds
    where orders = 1
        and day > date '{origin}' - activity_months * interval '1' month
        and day <= date '{origin}' + horizon_days * interval '1' day
    group by customer_no
),
active as (
    select
        s.customer_no,
        s.orders,
        date '{origin}' - s.last_day as days_ago,
        1 - s.ordered_after as lapsed
    from seen s
    cross join insight_bounds b
    join insight_customer c on c.customer_no = s.customer_no
    where s.orders > 0
        and (c.released_on is null or c.released_on > date '{origin}' + b.horizon_days * interval '1' day)
),
-- few different numbers stand for many customers
counts as (
    select orders, count(*) as customers from active group by orders
),
ages as (
    select days_ago, count(*) as customers from active group by days_ago
),
count_ranks as (
    select
        orders,
        10 * (sum(customers) over (order by orders rows unbounded preceding) - customers) as rank_10,
        sum(customers) over () as everybody
    from counts
),
age_ranks as (
    select
        days_ago,
        10 * (sum(customers) over (order by days_ago rows unbounded preceding) - customers) as rank_10,
        sum(customers) over () as everybody
    from ages
)
select
    cast({number} as tinyint) as origin_no,
    a.customer_no,
    cast((o.rank_10 - mod(o.rank_10, o.everybody)) / o.everybody as tinyint) as frequency,
    cast((d.rank_10 - mod(d.rank_10, d.everybody)) / d.everybody as tinyint) as recency,
    cast(a.lapsed as tinyint) as lapsed
from active a
join count_ranks o on o.orders = a.orders
join age_ranks d on d.days_ago = a.days_ago
