-- One row for each period and customer with revenue in the trailing year, on the period's last day: all of its revenue,
-- and as a hit that of the top fifth (rounded up; ties by customer number).
with ranked as (
    select
        customer_id,
        period_start,
        last_day,
        revenue,
        row_number() over (partition by period_start order by revenue desc, customer_id) as place,
        count(*) over (partition by period_start) as customers
    from account_years
    where revenue > 0
)
select
    customer_id as id,
    customer_id,
    last_day as day,
    case when (place - 1) * 5 < customers then revenue else 0 end as hit,
    revenue as base,
    cast(null as varchar(20)) as excluded
from ranked
