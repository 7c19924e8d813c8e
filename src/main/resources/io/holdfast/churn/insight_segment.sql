-- One row for each customer that was not released: its fifth by the day of its last order, by orders and by revenue. A fifth
-- is a range of ranks, 5 the best; those with the same number are never parted, so a fifth may be empty.
with ranked as (
    select
        c.customer_id,
        c.last_day,
        y.orders,
        y.revenue,
        y.year_revenue,
        5 * (rank() over (order by c.last_day) - 1) as recency_5,
        5 * (rank() over (order by y.orders) - 1) as frequency_5,
        5 * (rank() over (order by y.revenue) - 1) as money_5,
        count(*) over () as everybody
    from insight_year y
    join insight_customer c on c.customer_no = y.customer_no
    where c.released_on is null
),
fifths as (
    select
        *,
        cast(1 + (recency_5 - mod(recency_5, everybody)) / everybody as integer) as recency,
        cast(1 + (frequency_5 - mod(frequency_5, everybody)) / everybody as integer) as frequency,
        cast(1 + (money_5 - mod(money_5, everybody)) / everybody as integer) as money
    from ranked
)
select
    customer_id,
    recency,
    frequency,
    money,
    orders,
    revenue,
    year_revenue,
    case {segments} end as segment
from fifths
