-- One row for each period and customer with orders in the trailing year, on the period's last day: twelve times its
-- value, so that no division comes before the last. With P the net profit of that year, n its orders and m the months
-- since the first order (the first and the last counted), net profit per order is P / n, orders per year are
-- n / min(1, m / 12) and years retained are m / 12, whose product is P × max(12, m) / 12.
with judged as (
    select
        a.customer_id,
        p.last_day,
        y.profit,
        p.last_month - (extract(year from a.customer_since) * 12 + extract(month from a.customer_since)) + 1 as months,
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
    case when excluded is not null then 0 when months < 12 then profit * 12 else profit * months end as hit,
    case when excluded is null then 1 else 0 end as base,
    excluded,
    branch,
    segment,
    account_manager
from judged
