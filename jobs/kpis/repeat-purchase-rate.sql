-- One row for each period and customer with an order in the trailing year, on the period's last day.
select
    y.customer_id as id,
    y.customer_id,
    y.last_day as day,
    case when y.orders >= 2 then 1 else 0 end as hit,
    1 as base,
    cast(null as varchar(20)) as excluded,
    a.branch
from account_years y
join accounts a on a.customer_id = y.customer_id
where y.orders > 0
