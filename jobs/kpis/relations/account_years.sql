-- One row for each period of the run and each customer with orders in the activity window (12 months) before its end
-- or before its start: what it ordered in either.
select
    p.period_start,
    p.last_day,
    m.customer_id,
    sum(case when m.month_number > p.last_month - activity_months then m.orders else 0 end) as orders,
    sum(case when m.month_number > p.last_month - activity_months then m.revenue else 0 end) as revenue,
    sum(case when m.month_number < p.first_month then m.orders else 0 end) as orders_at_start
from periods p
cross join parameters
join customer_months m
    on m.month_number >= p.first_month - activity_months and m.month_number <= p.last_month
group by p.period_start, p.last_day, m.customer_id
