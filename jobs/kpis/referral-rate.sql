-- One row for each customer, on the day of its first order ever. One whose account is older than the records of orders is
-- not new on the day of the first order that they show. Until a whole activity window of orders is known before a period,
-- nobody knows who is new, so earlier periods have no rows.
select
    a.customer_id as id,
    a.customer_id,
    a.customer_since as day,
    case when c.referred_by <> a.customer_id then 1 else 0 end as hit,
    1 as base,
    cast(null as varchar(20)) as excluded,
    a.branch,
    a.segment
from periods p
cross join parameters
join records r on r.since_month <= p.first_month - activity_months
join accounts a on a.customer_since >= p.period_start and a.customer_since <= p.last_day
left join customers c on c.customer_id = a.customer_id
