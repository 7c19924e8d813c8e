-- One row for each period and customer at its start, on the period's last day: is it none any more at the end, without
-- having been released? And the revenue it took along: that of the twelve months up to its last order; unknown in periods
-- for which the records do not hold all of these months.
with took as (
    select k.last_day, k.customer_no, sum(m.revenue) as revenue
    from kept_customers k
    join customer_months m
        on m.customer_no = k.customer_no
        and m.month_number > k.last_order_month - 12
        and m.month_number <= k.last_order_month
    where k.kept = 0 and k.released = 0
    group by k.last_day, k.customer_no
)
select
    a.customer_id as id,
    a.customer_id,
    k.last_day as day,
    case when k.released = 0 then 1 - k.kept else 0 end as hit,
    cast(case when r.since_month <= k.first_month - activity_months - 11 then coalesce(t.revenue, 0) end as decimal(18, 2))
        as revenue,
    case when k.released = 1 then 'released' end as excluded,
    a.branch,
    a.segment,
    a.account_manager
from kept_customers k
cross join parameters
cross join records r
join accounts a on a.customer_no = k.customer_no
left join took t on t.customer_no = k.customer_no and t.last_day = k.last_day
