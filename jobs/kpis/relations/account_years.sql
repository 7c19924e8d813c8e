-- One row for each customer with orders in the trailing year (12 months) up to a period's last month, or up to the same
-- month a year earlier: what it ordered in that year, and its place by revenue (ties by customer number). Only whole years
-- of records; of part of one, nobody knows the year. A year is the difference of two running totals, which is much less work
-- than to add its months up for each period.
with ends as (
    select last_month
    from periods
    union
    select last_month - 12
    from periods
),
whole as (
    select e.last_month
    from ends e
    join records r on r.since_month <= e.last_month - 11
),
totals as (
    select
        customer_no,
        month_number as from_month,
        coalesce(lead(month_number) over (partition by customer_no order by month_number), 999999) as next_month,
        sum(orders) over (partition by customer_no order by month_number rows unbounded preceding) as orders,
        sum(revenue) over (partition by customer_no order by month_number rows unbounded preceding) as revenue,
        sum(profit) over (partition by customer_no order by month_number rows unbounded preceding) as profit,
        sum(unpriced) over (partition by customer_no order by month_number rows unbounded preceding) as unpriced
    from customer_months
),
narrow as (
    select
        customer_no,
        from_month,
        next_month,
        cast(orders as integer) as orders,
        cast(revenue as decimal(18, 2)) as revenue,
        cast(profit as decimal(18, 2)) as profit,
        cast(unpriced as integer) as unpriced
    from totals
),
-- up to the year's start; none for who first ordered within it
before as (
    select w.last_month, t.customer_no, t.orders, t.revenue, t.profit, t.unpriced
    from whole w
    join narrow t
        on t.from_month <= w.last_month - 12 and t.next_month > w.last_month - 12 and t.next_month <= w.last_month
),
years as (
    select
        w.last_month,
        t.customer_no,
        t.orders - coalesce(b.orders, 0) as orders,
        cast(t.revenue - coalesce(b.revenue, 0) as decimal(18, 2)) as revenue,
        cast(t.profit - coalesce(b.profit, 0) as decimal(18, 2)) as profit,
        t.unpriced - coalesce(b.unpriced, 0) as unpriced
    from whole w
    join narrow t
        on t.from_month <= w.last_month and t.next_month > w.last_month and t.from_month > w.last_month - 12
    left join before b on b.customer_no = t.customer_no and b.last_month = w.last_month
)
select
    last_month,
    customer_no,
    orders,
    revenue,
    profit,
    unpriced,
    cast(row_number() over (partition by last_month order by revenue desc, customer_no) as integer) as place
from years
