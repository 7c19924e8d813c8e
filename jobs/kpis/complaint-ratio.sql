-- One row for each complaint, on the day it came in, and one for each order, on the day it was delivered.
select
    f.feedback_id as id,
    f.order_id,
    f.customer_id,
    cast(f.received_at as date) as day,
    1 as hit,
    0 as base,
    cast(null as varchar(20)) as excluded,
    coalesce(o.branch, a.branch) as branch
from feedback f
left join orders o on o.order_id = f.order_id
left join accounts a on a.customer_id = f.customer_id
where f.kind = 'complaint'
union all
select
    order_id,
    order_id,
    customer_id,
    cast(delivered_at as date),
    0,
    1,
    cast(null as varchar(20)),
    branch
from orders
where delivered_at is not null and coalesce(status, 'delivered') <> 'cancelled'
