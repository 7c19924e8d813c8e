-- One row for each customer and whole month in which it ordered; a month's number is year × 12 + month.
select distinct
    o.customer_no,
    cast(extract(year from o.day) * 12 + extract(month from o.day) as integer) as month_number
from insight_order o
cross join insight_bounds
where o.orders = 1 and extract(year from o.day) * 12 + extract(month from o.day) <= last_month
