-- One row for each trailing year of account_years: its customers with revenue, their revenue, and how many of them, the
-- largest first, it takes for 80 % of it. Revenue is added up in blocks of 256 customers, and one by one only within the
-- block that reaches the 80 %: a running sum over all of them costs three times as much.
with blocks as (
    select
        last_month,
        place - mod(place - 1, 256) as first_place,
        count(*) as customers,
        sum(revenue) as revenue
    from account_years
    where revenue > 0
    group by last_month, place - mod(place - 1, 256)
),
added as (
    select
        last_month,
        first_place,
        customers,
        revenue,
        sum(revenue) over (partition by last_month order by first_place rows unbounded preceding) as cumulative,
        sum(revenue) over (partition by last_month) as all_revenue
    from blocks
),
reaching as (
    select
        y.last_month,
        y.place,
        b.all_revenue,
        b.cumulative - b.revenue
            + sum(y.revenue) over (partition by y.last_month order by y.place rows unbounded preceding) - y.revenue as larger
    from added b
    join account_years y
        on y.last_month = b.last_month
        and y.place >= b.first_place
        and y.place < b.first_place + b.customers
    where b.cumulative * 5 >= b.all_revenue * 4 and (b.cumulative - b.revenue) * 5 < b.all_revenue * 4
),
reached as (
    select last_month, max(place) as makes_80
    from reaching
    where larger * 5 < all_revenue * 4
    group by last_month
)
select
    a.last_month,
    cast(sum(a.customers) as integer) as customers,
    cast(sum(a.revenue) as decimal(18, 2)) as revenue,
    cast(max(r.makes_80) as integer) as makes_80
from added a
join reached r on r.last_month = a.last_month
group by a.last_month
