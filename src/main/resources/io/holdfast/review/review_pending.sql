-- What was open at the end: complaints that were not resolved, and orders past their promised day that had not come.
select
    o.item,
    'complaint' as what,
    c.feedback_id as reference,
    o.customer_id,
    o.name,
    c.category,
    c.received_at as since,
    cast(c.day - cast(c.received_at as date) as bigint) as days,
    cast(null as decimal(18, 2)) as amount,
    c.answered = 1 as answered
from open_complaints c
join review_of o on o.customer_id = c.customer_id
where {knows-resolved}
union all
select
    o.item,
    'late-order',
    r.order_id,
    o.customer_id,
    o.name,
    null,
    r.promised_at,
    cast(b.closing_day - cast(r.promised_at as date) as bigint),
    r.amount,
    null
from orders r
cross join review_bounds b
join review_of o on o.customer_id = r.customer_id
where {knows-late}
    and r.ordered_at < b.closing
    and coalesce(r.status, 'open') <> 'cancelled'
    and (r.delivered_at is null or r.delivered_at >= b.closing)
    and cast(r.promised_at as date) + b.tolerance_days * interval '1' day < b.closing_day
