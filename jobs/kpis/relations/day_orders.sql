-- One row for each day on which orders were entered, of the twelve weeks up to the period's last day: orders, what they are
-- worth, who ordered, and who of them ordered for the first time. Cancelled orders do not count.
select
    cast(o.ordered_at as date) as day,
    count(*) as orders,
    sum(coalesce(o.amount, 0)) as revenue,
    count(distinct o.customer_id) as customers,
    count(distinct case when a.customer_since = cast(o.ordered_at as date) then o.customer_id end) as new_customers
from orders o
cross join parameters p
join accounts a on a.customer_id = o.customer_id
where coalesce(o.status, 'open') <> 'cancelled'
    and o.ordered_at >= p.last_day - interval '84' day
    and o.ordered_at < p.last_day + interval '1' day
group by cast(o.ordered_at as date)
