-- Their orders up to the as-of day, without cancelled ones: day as days since 1970-01-01, net amount in hundredths. An
-- order without an amount is an order of 0; a negative amount is a refund.
select
    c.place,
    cast(cast(o.ordered_at as date) - date '1970-01-01' as integer) as day,
    cast(coalesce(o.amount, 0) * 100 as bigint) as cents
from orders o
cross join churn_parameters
join churn_customer c on c.customer_id = o.customer_id
where coalesce(o.status, 'open') <> 'cancelled' and cast(o.ordered_at as date) <= as_of
