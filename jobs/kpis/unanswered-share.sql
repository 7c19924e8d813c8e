-- One row for each question and complaint, on the day it came in: had it no answer within the standard? One that has no
-- answer yet is not judged before its time is over.
with asked as (
    select
        f.*,
        as_of,
        f.received_at + answer_standard_hours * interval '1' hour as answer_due
    from placed_feedback f
    cross join parameters
    where f.kind in ('complaint', 'question')
),
judged as (
    select
        *,
        case when answered_at is null and answer_due >= as_of then 'not-yet-due' end as excluded
    from asked
)
select
    f.feedback_id as id,
    f.order_id,
    f.customer_id,
    cast(f.received_at as date) as day,
    case when f.excluded is null and coalesce(f.answered_at, f.as_of) > f.answer_due then 1 else 0 end as hit,
    case when f.excluded is null then 1 else 0 end as base,
    case when f.answered_at is null then 1 else 0 end as still_unanswered,
    f.excluded,
    f.branch,
    f.kind
from judged f
