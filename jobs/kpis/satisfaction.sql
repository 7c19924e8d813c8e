-- One row for each score that a customer gave, on the day it came in. Points of different scales are no common measure:
-- only those of the company's own scale count (from lowest_score to survey_scale); the others are left out and say so.
with scored as (
    select
        f.*,
        case
            when f.scale is null then 'no-scale'
            when f.scale <> survey_scale then 'other-scale'
            when f.score < lowest_score or f.score > survey_scale then 'outside-scale'
        end as excluded,
        case when f.score <= lowest_score + 1 then 1 else 0 end as low
    from placed_feedback f
    cross join parameters
    where f.score is not null
)
select
    f.feedback_id as id,
    f.order_id,
    f.customer_id,
    cast(f.received_at as date) as day,
    f.score as value,
    f.low,
    1 as scored,
    f.scale,
    f.excluded,
    f.branch,
    f.product_group
from scored f
