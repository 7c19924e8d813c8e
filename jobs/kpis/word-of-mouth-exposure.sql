-- One row for each complaint, on the day it came in: how many people are likely to hear of it, as an exact estimate from
-- the factors. A complaint that is resolved within the standard is told to nobody; one that is not yet resolved is not
-- judged before its time is over.
with complaints as (
    select
        f.*,
        as_of,
        f.received_at + resolution_standard_days * interval '1' day as resolution_due,
        cast((1 - share_telling_many) * told_by_most + share_telling_many * told_by_many as decimal(18, 6)) as told
    from placed_feedback f
    cross join parameters
    where f.kind = 'complaint'
),
judged as (
    select
        *,
        case when coalesce(resolved_at, as_of) > resolution_due then 1 else 0 end as unresolved,
        case when resolved_at is null and resolution_due >= as_of then 'not-yet-due' end as excluded
    from complaints
)
select
    f.feedback_id as id,
    f.order_id,
    f.customer_id,
    cast(f.received_at as date) as day,
    f.unresolved * f.told as hit,
    f.unresolved,
    f.excluded,
    f.branch,
    f.product_group,
    f.category
from judged f
