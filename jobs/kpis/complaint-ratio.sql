-- One row for each complaint, on the day it came in, and one for each order, on the day it was delivered.
select
    feedback_id as id,
    order_id,
    customer_id,
    cast(received_at as date) as day,
    1 as hit,
    0 as base,
    cast(null as varchar(20)) as excluded,
    branch
from placed_feedback
where kind = 'complaint'
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
