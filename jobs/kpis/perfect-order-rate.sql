-- One row for each order, on the day it was promised for, as on-time-delivery counts them: was it on time, in full,
-- without an error and without a complaint? In full it is by its date of delivery, which is that of the last part.
with corrected as (
    select distinct corrects_order_id as order_id from orders where corrects_order_id is not null
),
complained as (
    select distinct order_id from feedback where kind = 'complaint' and order_id is not null
),
promised as (
    select
        o.order_id,
        o.customer_id,
        o.promised_at,
        o.delivered_at,
        o.branch,
        o.region,
        by_timestamp,
        o.promised_at + tolerance_days * interval '1' day as last_moment,
        cast(o.promised_at as date) + tolerance_days * interval '1' day as last_day_allowed,
        case when o.error_kind is null and c.order_id is null then 1 else 0 end as without_error,
        case when f.order_id is null then 1 else 0 end as without_complaint,
        case
            when o.status = 'cancelled' then 'cancelled'
            when o.delivered_at is not null then null
            when by_timestamp = 1 and o.promised_at + tolerance_days * interval '1' day >= as_of then 'not-yet-due'
            when by_timestamp = 0 and cast(o.promised_at as date) + tolerance_days * interval '1' day >= as_of_day
                then 'not-yet-due'
        end as excluded
    from orders o
    cross join parameters
    left join corrected c on c.order_id = o.order_id
    left join complained f on f.order_id = o.order_id
    where o.promised_at is not null
),
judged as (
    select
        *,
        case
            when by_timestamp = 1 and delivered_at <= last_moment then 1
            when by_timestamp = 0 and cast(delivered_at as date) <= last_day_allowed then 1
            else 0
        end as on_time
    from promised
)
select
    order_id as id,
    order_id,
    customer_id,
    cast(promised_at as date) as day,
    case when excluded is null then on_time * without_error * without_complaint else 0 end as hit,
    case when excluded is null then 1 else 0 end as base,
    on_time,
    without_error,
    without_complaint,
    excluded,
    branch,
    region
from judged
