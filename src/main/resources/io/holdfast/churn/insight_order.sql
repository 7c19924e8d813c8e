-- One row for each of their orders up to the as-of day; a negative amount is a refund, which takes from the revenue and is
-- no order. Profit is null where amount or cost is unknown.
select
    c.customer_no,
    cast(o.ordered_at as date) as day,
    cast(case when coalesce(o.amount, 0) >= 0 then 1 else 0 end as tinyint) as orders,
    cast(coalesce(o.amount, 0) as decimal(18, 2)) as revenue,
    cast(o.amount - o.cost as decimal(18, 2)) as profit
from orders o
cross join insight_bounds
join insight_customer c on c.customer_id = o.customer_id
where coalesce(o.status, 'open') <> 'cancelled' and cast(o.ordered_at as date) <= as_of
