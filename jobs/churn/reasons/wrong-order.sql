-- One row for each order whose error reached the customer, on the day of its delivery, and for each order that had to be
-- corrected, on the day of the first correction; an order with both counts once, on the earlier day. An error of which
-- nobody says whether it reached the customer counts, one that was caught in the house does not. Cancelled orders do not
-- count.
with met as (
    select
        order_id,
        customer_id,
        cast(delivered_at as date) as day
    from orders
    where error_kind is not null
        and delivered_at is not null
        and coalesce(error_reached_customer, true)
        and coalesce(status, 'open') <> 'cancelled'
    union all
    select
        wrong.order_id,
        wrong.customer_id,
        cast(correction.ordered_at as date) as day
    from orders correction
    join orders wrong on wrong.order_id = correction.corrects_order_id
    where correction.corrects_order_id is not null
        and coalesce(wrong.status, 'open') <> 'cancelled'
        and coalesce(correction.status, 'open') <> 'cancelled'
)
select
    customer_id,
    min(day) as day
from met
group by order_id, customer_id
