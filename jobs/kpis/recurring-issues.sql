-- One row for each complaint, on the day it came in: had another customer complained of the same category in the days
-- before (90)? Until as many days of feedback are on record, nobody can say so.
with known as (
    select min(received_at) as begin_at from feedback
),
complaints as (
    select
        feedback_id,
        order_id,
        customer_id,
        category,
        branch,
        product_group,
        received_at,
        lag(customer_id) over (partition by category order by received_at, feedback_id) as customer_before,
        lag(received_at) over (partition by category order by received_at, feedback_id) as received_before
    from placed_feedback
    where kind = 'complaint'
),
-- A run of complaints by one customer has the same forerunner: the last complaint by somebody else.
followed as (
    select
        *,
        max(case when customer_before <> customer_id then received_before end) over (
            partition by category
            order by received_at, feedback_id
            rows between unbounded preceding and current row
        ) as others_last
    from complaints
),
judged as (
    select
        f.*,
        case
            when cast(others_last as date) + recurrence_days * interval '1' day >= cast(received_at as date) then 1
            else 0
        end as recurs,
        case
            when category is null then 'no-category'
            when cast(received_at as date) < cast(begin_at as date) + recurrence_days * interval '1' day
                then 'too-early-to-tell'
        end as excluded
    from followed f
    cross join known
    cross join parameters
)
select
    f.feedback_id as id,
    f.order_id,
    f.customer_id,
    cast(f.received_at as date) as day,
    case when f.excluded is null then f.recurs else 0 end as hit,
    case when f.excluded is null then 1 else 0 end as base,
    f.excluded,
    f.branch,
    f.product_group,
    f.category
from judged f
