-- One row for each period and customer with orders in the trailing year, on the period's last day: did it cost more than
-- it brought? What was lost on it stands in loss.
with judged as (
    select
        a.customer_id,
        p.last_day,
        y.profit,
        case
            when a.released_on <= p.last_day then 'released'
            when y.unpriced > 0 then 'cost-unknown'
        end as excluded,
        a.branch,
        a.segment,
        a.account_manager
    from periods p
    join account_years y on y.last_month = p.last_month
    join accounts a on a.customer_no = y.customer_no
)
select
    customer_id as id,
    customer_id,
    last_day as day,
    case when excluded is null and profit < 0 then 1 else 0 end as hit,
    case when excluded is null then 1 else 0 end as base,
    cast(case when excluded is null and profit < 0 then -profit else 0 end as decimal(18, 2)) as loss,
    excluded,
    branch,
    segment,
    account_manager
from judged
