-- One row for each order that was late, on the day it was promised for: seconds from promise to delivery, whole days of
-- them unless the company counts to the minute. What is overdue and not delivered yet has no such time, only an age.
with promised as (
    select
        o.order_id,
        o.customer_id,
        o.promised_at,
        o.delivered_at,
        o.branch,
        o.region,
        by_timestamp,
        coalesce(o.delivered_at, as_of) as until,
        o.promised_at + tolerance_days * interval '1' day as last_moment,
        cast(o.promised_at as date) + tolerance_days * interval '1' day as last_day_allowed
    from orders o
    cross join parameters
    where o.promised_at is not null and coalesce(o.status, 'open') <> 'cancelled'
),
late as (
    select
        *,
        case
            when by_timestamp = 1 then until - promised_at
            else cast(cast(until as date) as timestamp) - cast(cast(promised_at as date) as timestamp)
        end as delay
    from promised
    where (by_timestamp = 1 and until > last_moment) or (by_timestamp = 0 and cast(until as date) > last_day_allowed)
),
measured as (
    select
        *,
        cast(extract(day from delay) as bigint) * 86400
            + cast(extract(hour from delay) as bigint) * 3600
            + cast(extract(minute from delay) as bigint) * 60
            + cast(extract(second from delay) as bigint) as seconds
    from late
)
select
    order_id as id,
    order_id,
    customer_id,
    cast(promised_at as date) as day,
    case when delivered_at is not null then seconds end as value,
    case when delivered_at is null then 1 else 0 end as undelivered,
    case when delivered_at is null then seconds end as overdue,
    cast(null as varchar(20)) as excluded,
    branch,
    region
from measured
