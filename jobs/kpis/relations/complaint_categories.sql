-- One row for each period of the trend and each category complained of in it: complaints, customers who made them, and how
-- many repeat what another customer complained of in the 90 days before. The category is null where nobody said which.
select
    p.period_start,
    p.last_day,
    c.category,
    count(*) as complaints,
    count(distinct c.customer_id) as customers,
    count(c.preceded_at) as recurring
from periods p
join complaint_repeats c on cast(c.received_at as date) between p.period_start and p.last_day
group by p.period_start, p.last_day, c.category
