-- One row for each order, on the day it was promised for.
select
    order_id as id,
    customer_id,
    cast(promised_at as date) as day,
    case
        when status = 'cancelled' then 0
        when by_timestamp = 1 and delivered_at <= promised_at + tolerance_days * interval '1' day then 1
        when by_timestamp = 0
            and cast(delivered_at as date) <= cast(promised_at as date) + tolerance_days * interval '1' day then 1
        else 0
    end as hit,
    case when status = 'cancelled' or (delivered_at is null and cast(promised_at as date) > as_of_day) then 0 else 1 end
        as base,
    case
        when status = 'cancelled' then 'cancelled'
        when delivered_at is null and cast(promised_at as date) > as_of_day then 'not-yet-due'
    end as excluded,
    branch
from orders
cross join parameters
where promised_at is not null
