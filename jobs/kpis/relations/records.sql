-- One row: the month in which the records of orders begin. What happened before nobody can know.
select
    cast(date_trunc('month', min(ordered_at)) as date) as since_day,
    cast(extract(year from min(ordered_at)) * 12 + extract(month from min(ordered_at)) as integer) as since_month
from orders
where coalesce(status, 'open') <> 'cancelled'
