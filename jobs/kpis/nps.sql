-- One row for each score that a customer gave, on the day it came in: promoters (9, 10) for, detractors (0 to 6) against.
-- Only the question asked from 0 to 10 can say so; scores on other scales are left out and say so.
with scored as (
    select
        f.*,
        case
            when f.scale is null then 'no-scale'
            when f.scale <> 10 then 'other-scale'
            when f.score < 0 or f.score > 10 then 'outside-scale'
        end as excluded,
        case when f.score >= 9 then 1 else 0 end as promoter,
        case when f.score <= 6 then 1 else 0 end as detractor
    from placed_feedback f
    where f.score is not null
)
select
    f.feedback_id as id,
    f.order_id,
    f.customer_id,
    cast(f.received_at as date) as day,
    case when f.excluded is null then f.promoter - f.detractor else 0 end as hit,
    case when f.excluded is null then 1 else 0 end as base,
    f.promoter,
    f.detractor,
    f.score,
    f.excluded,
    f.branch,
    f.product_group
from scored f
