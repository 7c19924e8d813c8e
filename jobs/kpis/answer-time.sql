-- One row for each question and complaint, and for whatever else was answered, on the day it came in: seconds until the
-- first answer. Unanswered ones are no zero and not dropped: they count beside the value, with their age.
-- Business hours are those from opens_at to closes_at, Monday to Friday: of a moment, all that had passed by then since
-- Monday 1 January 1900, five days for each whole week, those of the week that has begun, and what of the day itself was
-- open; between two moments, the difference. Times are those of the clock on the wall; an answer that the clock puts
-- before its question, as it can in the hour that comes twice, came at once.
with asked as (
    select
        f.*,
        as_of,
        business_hours,
        cast(opens_at * 3600 as bigint) as opens,
        cast((closes_at - opens_at) * 3600 as bigint) as open_for,
        cast(extract(day from f.received_at - timestamp '1900-01-01 00:00:00') as bigint) as received_day,
        cast(extract(hour from f.received_at) as bigint) * 3600
            + cast(extract(minute from f.received_at) as bigint) * 60
            + cast(extract(second from f.received_at) as bigint) as received_second,
        cast(extract(day from f.answered_at - timestamp '1900-01-01 00:00:00') as bigint) as answered_day,
        cast(extract(hour from f.answered_at) as bigint) * 3600
            + cast(extract(minute from f.answered_at) as bigint) * 60
            + cast(extract(second from f.answered_at) as bigint) as answered_second,
        as_of - f.received_at as age
    from placed_feedback f
    cross join parameters
    where f.kind in ('complaint', 'question') or f.answered_at is not null
),
-- What is divided by 7 is a number of whole weeks in days, so the quotient is whole.
passed as (
    select
        *,
        open_for * (cast((received_day - mod(received_day, 7)) / 7 as bigint) * 5 + least(mod(received_day, 7), 5))
            + case when mod(received_day, 7) < 5 then least(greatest(received_second - opens, 0), open_for) else 0 end
            as open_until_received,
        open_for * (cast((answered_day - mod(answered_day, 7)) / 7 as bigint) * 5 + least(mod(answered_day, 7), 5))
            + case when mod(answered_day, 7) < 5 then least(greatest(answered_second - opens, 0), open_for) else 0 end
            as open_until_answered
    from asked
)
select
    f.feedback_id as id,
    f.order_id,
    f.customer_id,
    cast(f.received_at as date) as day,
    case
        when f.answered_at < f.received_at then 0
        when business_hours = 1 then open_until_answered - open_until_received
        else (answered_day - received_day) * 86400 + answered_second - received_second
    end as value,
    case when f.answered_at is null then 1 else 0 end as unanswered,
    case
        when f.answered_at is null
            then cast(extract(day from age) as bigint) * 86400
            + cast(extract(hour from age) as bigint) * 3600
            + cast(extract(minute from age) as bigint) * 60
            + cast(extract(second from age) as bigint)
    end as waiting,
    cast(null as varchar(20)) as excluded,
    f.branch,
    f.kind
from passed f
