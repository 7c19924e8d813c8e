-- One row for each order, on the day it was promised for. One that is not delivered is late once its day (and the
-- tolerance) is over; before that it is not yet due.
with promised as (
    select
        o.*,
        by_timestamp,
        as_of,
        as_of_day,
        promised_at + tolerance_days * interval '1' day as last_moment,
        cast(promised_at as date) + tolerance_days * interval '1' day as last_day_allowed
    from orders o
    cross join parameters
    where promised_at is not null
),
judged as (
    select
        *,
        case
            when status = 'cancelled' then 'cancelled'
            when delivered_at is null and by_timestamp = 1 and last_moment >= as_of then 'not-yet-due'
            when delivered_at is null and by_timestamp = 0 and last_day_allowed >= as_of_day then 'not-yet-due'
        end as excluded
    from promised
)
select
    order_id as id,
    order_id,
    customer_id,
    cast(promised_at as date) as day,
    case
        when excluded is not null then 0
        when by_timestamp = 1 and delivered_at <= last_moment then 1
        when by_timestamp = 0 and cast(delivered_at as date) <= last_day_allowed then 1
        else 0
    end as hit,
    case when excluded is null then 1 else 0 end as base,
    case when excluded is null and delivered_at <= last_moment then 1 else 0 end as on_time_to_the_minute,
    excluded,
    branch,
    region
from judged
