-- One row for each period and customer kept in it (as in retention-rate), on the period's last day: did it buy a product
-- group that it had never bought before?
with debuts as (
    select distinct p.last_day, d.customer_no
    from periods p
    join group_debuts d on d.month_number >= p.first_month and d.month_number <= p.last_month
)
select
    a.customer_id as id,
    a.customer_id,
    k.last_day as day,
    case when k.released = 0 and d.customer_no is not null then 1 else 0 end as hit,
    1 - k.released as base,
    case when k.released = 1 then 'released' end as excluded,
    a.branch,
    a.segment,
    a.account_manager
from kept_customers k
join accounts a on a.customer_no = k.customer_no
left join debuts d on d.customer_no = k.customer_no and d.last_day = k.last_day
where k.kept = 1
