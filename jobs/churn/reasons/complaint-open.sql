-- One row for each complaint that was not resolved within open_days, on the day after the last of them.
select
    customer_id,
    cast(received_at as date) + (open_days + 1) * interval '1' day as day
from feedback
cross join parameters
where kind = 'complaint'
    and (resolved_at is null or cast(resolved_at as date) > cast(received_at as date) + open_days * interval '1' day)
