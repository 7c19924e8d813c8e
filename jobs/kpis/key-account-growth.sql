-- One row for each period and key account, on the period's last day: one of the top fifth (rounded up; ties by customer
-- number) of the customers with revenue in the previous trailing year. Did its revenue of the trailing year grow or hold?
with compared as (
    select
        p.last_day,
        b.customer_no,
        b.revenue as revenue_before,
        cast(coalesce(y.revenue, 0) as decimal(18, 2)) as revenue
    from periods p
    join revenue_years t on t.last_month = p.last_month - 12
    join account_years b on b.last_month = p.last_month - 12
    left join account_years y on y.last_month = p.last_month and y.customer_no = b.customer_no
    where b.revenue > 0 and (b.place - 1) * 5 < t.customers
),
judged as (
    select
        a.customer_id,
        c.last_day,
        c.revenue_before - c.revenue as decline,
        case when c.revenue * 100 >= c.revenue_before * 95 then 1 else 0 end as holds,
        case when a.released_on <= c.last_day then 'released' end as excluded,
        a.branch,
        a.segment,
        a.account_manager
    from compared c
    join accounts a on a.customer_no = c.customer_no
)
select
    customer_id as id,
    customer_id,
    last_day as day,
    case when excluded is null then holds else 0 end as hit,
    case when excluded is null then 1 else 0 end as base,
    cast(case when excluded is null and holds = 0 then decline else 0 end as decimal(18, 2)) as decline,
    excluded,
    branch,
    segment,
    account_manager
from judged
