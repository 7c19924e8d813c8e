-- One row for each order line whose unit price lies more than rise_percent above that of the customer's previous purchase
-- of the same product, on the day of the order. Small runs cost more apiece, so only a purchase of no less than the
-- previous quantity is compared. Fractions are compared without a division. Cancelled orders do not count.
with bought as (
    select
        o.customer_id,
        o.ordered_at,
        l.quantity,
        l.amount,
        lag(l.quantity) over (partition by o.customer_id, l.product order by o.ordered_at, l.order_id, l.line_no)
            as quantity_before,
        lag(l.amount) over (partition by o.customer_id, l.product order by o.ordered_at, l.order_id, l.line_no)
            as amount_before
    from order_lines l
    join orders o on o.order_id = l.order_id
    where l.product is not null
        and l.quantity > 0
        and l.amount > 0
        and coalesce(o.status, 'open') <> 'cancelled'
)
select
    customer_id,
    cast(ordered_at as date) as day
from bought
cross join parameters
where quantity >= quantity_before
    and amount * quantity_before * 100 > amount_before * quantity * (100 + rise_percent)
