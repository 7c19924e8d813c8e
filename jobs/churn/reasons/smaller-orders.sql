-- One row for each order with which the last three together lie more than fall_percent below the three before them, on its
-- day. Single orders vary much; three together say more. Refunds and cancelled orders do not count.
with sized as (
    select
        customer_id,
        ordered_at,
        sum(amount) over (
            partition by customer_id order by ordered_at, order_id rows between 2 preceding and current row
        ) as three,
        sum(amount) over (
            partition by customer_id order by ordered_at, order_id rows between 5 preceding and 3 preceding
        ) as three_before,
        row_number() over (partition by customer_id order by ordered_at, order_id) as place
    from orders
    where amount > 0 and coalesce(status, 'open') <> 'cancelled'
)
select
    customer_id,
    cast(ordered_at as date) as day
from sized
cross join parameters
where place >= 6 and three * 100 < three_before * (100 - fall_percent)
