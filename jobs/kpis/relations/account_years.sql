-- One row for each period of the run and each customer with orders in the activity window (12 months) before its end
-- or before its start: what it ordered in either, and how many months of orders are known before the period.
with known as (
    select min(month_number) as since from customer_months
)
select
    p.period_start,
    p.last_day,
    m.customer_id,
    sum(case when m.month_number > p.last_month - activity_months then m.orders else 0 end) as orders,
    sum(case when m.month_number > p.last_month - activity_months then m.revenue else 0 end) as revenue,
    sum(case when m.month_number < p.first_month then m.orders else 0 end) as orders_at_start,
    p.first_month - k.since as months_before
from periods p
cross join parameters
cross join known k
join customer_months m
    on m.month_number >= p.first_month - activity_months and m.month_number <= p.last_month
group by p.period_start, p.last_day, m.customer_id, p.first_month - k.since
