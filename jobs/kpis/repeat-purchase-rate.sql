-- One row for each period and customer with an order in the trailing year, on the period's last day.
select
    a.customer_id as id,
    a.customer_id,
    p.last_day as day,
    case when y.orders >= 2 then 1 else 0 end as hit,
    1 as base,
    cast(null as varchar(20)) as excluded,
    a.branch,
    a.segment
from periods p
join account_years y on y.last_month = p.last_month
join accounts a on a.customer_no = y.customer_no
