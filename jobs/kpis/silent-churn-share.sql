-- One row for each period and customer lost in it, on the period's last day: did it leave without a complaint? Complaints
-- count from the eleventh month before that of its last order until the period's end: its last year as a customer, and
-- whatever it said after. Periods for which the records do not hold the whole of that year have no rows.
with lost as (
    select k.last_day, k.customer_no, k.last_order_month, k.released
    from kept_customers k
    cross join parameters
    join records r on r.since_month <= k.first_month - activity_months - 11
    where k.kept = 0
),
complained as (
    select distinct l.last_day, l.customer_no
    from lost l
    join accounts a on a.customer_no = l.customer_no
    join feedback f on f.customer_id = a.customer_id
    where f.kind = 'complaint'
        and cast(f.received_at as date) <= l.last_day
        and extract(year from f.received_at) * 12 + extract(month from f.received_at) > l.last_order_month - 12
)
select
    a.customer_id as id,
    a.customer_id,
    l.last_day as day,
    case when l.released = 0 and c.customer_no is null then 1 else 0 end as hit,
    1 - l.released as base,
    case when l.released = 1 then 'released' end as excluded,
    a.branch,
    a.segment,
    a.account_manager
from lost l
join accounts a on a.customer_no = l.customer_no
left join complained c on c.customer_no = l.customer_no and c.last_day = l.last_day
