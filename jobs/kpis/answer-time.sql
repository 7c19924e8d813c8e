-- One row for each question and complaint, and for whatever else was answered, on the day it came in: seconds until
-- the first answer. Unanswered ones are no zero and not dropped: they are counted beside the value.
select
    f.feedback_id as id,
    f.customer_id,
    cast(f.received_at as date) as day,
    cast(extract(day from f.answered_at - f.received_at) as bigint) * 86400
        + cast(extract(hour from f.answered_at - f.received_at) as bigint) * 3600
        + cast(extract(minute from f.answered_at - f.received_at) as bigint) * 60
        + cast(extract(second from f.answered_at - f.received_at) as bigint) as value,
    case when f.answered_at is null then 'unanswered' end as excluded,
    coalesce(o.branch, a.branch) as branch
from feedback f
left join orders o on o.order_id = f.order_id
left join accounts a on a.customer_id = f.customer_id
where f.kind in ('complaint', 'question') or f.answered_at is not null
