-- One row for each period and customer that was one at its start and is none at its end, on the period's last day, with
-- the revenue it took along: that of the twelve months up to its last order; unknown in periods for which the records do
-- not hold all of these months.
with gone as (
    select
        k.last_day,
        k.customer_no,
        k.last_order_month,
        k.released,
        case when r.since_month <= k.first_month - activity_months - 11 then 1 else 0 end as year_known
    from kept_customers k
    cross join parameters
    cross join records r
    where k.kept = 0
),
took as (
    select g.last_day, g.customer_no, sum(m.revenue) as revenue
    from gone g
    join customer_months m
        on m.customer_no = g.customer_no
        and m.month_number > g.last_order_month - 12
        and m.month_number <= g.last_order_month
    group by g.last_day, g.customer_no
)
select
    a.customer_id as id,
    a.customer_id,
    g.last_day as day,
    1 - g.released as hit,
    cast(case when g.released = 0 and g.year_known = 1 then t.revenue end as decimal(18, 2)) as revenue,
    case when g.released = 1 then 'released' end as excluded,
    a.branch,
    a.segment,
    a.account_manager
from gone g
join took t on t.customer_no = g.customer_no and t.last_day = g.last_day
join accounts a on a.customer_no = g.customer_no
