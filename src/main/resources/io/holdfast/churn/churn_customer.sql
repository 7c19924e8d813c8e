-- Who is scored, numbered in the order of the id: whoever ordered up to the as-of day, but those whom management released
-- by then. They did not stop, they were let go, so they are neither scored nor count where models are tested.
select
    cast(row_number() over (order by customer_id) - 1 as integer) as place,
    customer_id
from (
    select distinct customer_id
    from orders
    cross join churn_parameters
    where coalesce(status, 'open') <> 'cancelled' and cast(ordered_at as date) <= as_of
) ordered
where not exists (
    select 1
    from customers c
    cross join churn_parameters
    where c.customer_id = ordered.customer_id and c.released_on <= as_of
)
