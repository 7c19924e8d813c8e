-- One row for each customer with orders: what it brought in the year up to the as-of day and in all, how many orders lack
-- an amount or a cost, and when it ordered around the year's start and end.
select
    o.customer_no,
    cast(sum(case when o.day >= b.year_start then o.orders else 0 end) as bigint) as year_orders,
    cast(sum(case when o.day >= b.year_start then o.revenue else 0 end) as decimal(18, 2)) as year_revenue,
    cast(sum(case when o.day >= b.year_start then coalesce(o.profit, 0) else 0 end) as decimal(18, 2)) as year_profit,
    count(case when o.day >= b.year_start and o.profit is null then 1 end) as year_unpriced,
    cast(sum(o.orders) as bigint) as orders,
    cast(sum(o.revenue) as decimal(18, 2)) as revenue,
    cast(sum(case when o.profit is not null then o.revenue else 0 end) as decimal(18, 2)) as priced_revenue,
    cast(sum(coalesce(o.profit, 0)) as decimal(18, 2)) as profit,
    max(case when o.orders = 1 and o.day >= b.year_start - b.activity_months * interval '1' month and o.day < b.year_start
        then 1 else 0 end) as at_start,
    max(case when o.orders = 1 and o.day >= b.window_start then 1 else 0 end) as at_end
from insight_order o
cross join insight_bounds b
group by o.customer_no
