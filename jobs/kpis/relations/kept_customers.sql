-- One row for each period and each customer at its start: is it still one at the end, and was it released by then?
-- 'Customer' means: ordered within the activity window. Until a whole window of orders is known before a period, nobody
-- can have left it, so earlier periods have no rows.
select
    p.first_month,
    p.last_day,
    s.customer_no,
    s.last_order_month,
    -- who left and came back within the period is there at its end
    cast(case when s.until_month >= p.last_month or back.customer_no is not null then 1 else 0 end as smallint) as kept,
    cast(case when a.released_on <= p.last_day then 1 else 0 end as smallint) as released
from periods p
cross join parameters
join records r on r.since_month <= p.first_month - activity_months
join spells s on s.from_month < p.first_month and s.until_month >= p.first_month - 1
join accounts a on a.customer_no = s.customer_no
left join spells back
    on back.customer_no = s.customer_no
    and back.from_month >= p.first_month
    and back.from_month <= p.last_month
    and back.until_month >= p.last_month
