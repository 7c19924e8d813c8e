-- One row for each order that was not delivered on the promised day (plus the tolerance), on the day after it, when that
-- was known; whether it came later or never does not matter here. Cancelled orders do not count.
select
    customer_id,
    cast(promised_at as date) + (tolerance_days + 1) * interval '1' day as day
from orders
cross join parameters
where promised_at is not null
    and coalesce(status, 'open') <> 'cancelled'
    and (
        delivered_at is null
        or cast(delivered_at as date) > cast(promised_at as date) + tolerance_days * interval '1' day
    )
