-- One row for each complaint, on the day it came in: seconds until it was resolved. What is not resolved yet has no such
-- time, only an age; it is counted beside the value. What the clock on the wall resolves before it was received, as it can
-- in the hour that comes twice, was resolved at once.
with complaints as (
    select
        f.*,
        greatest(coalesce(f.resolved_at, as_of), f.received_at) - f.received_at as lasted
    from placed_feedback f
    cross join parameters
    where f.kind = 'complaint'
),
measured as (
    select
        *,
        cast(extract(day from lasted) as bigint) * 86400
            + cast(extract(hour from lasted) as bigint) * 3600
            + cast(extract(minute from lasted) as bigint) * 60
            + cast(extract(second from lasted) as bigint) as seconds
    from complaints
)
select
    f.feedback_id as id,
    f.order_id,
    f.customer_id,
    cast(f.received_at as date) as day,
    case when f.resolved_at is not null then f.seconds end as value,
    case when f.resolved_at is null then 1 else 0 end as unresolved,
    case when f.resolved_at is null then f.seconds end as open_for,
    cast(null as varchar(20)) as excluded,
    f.branch,
    f.product_group,
    f.category
from measured f
