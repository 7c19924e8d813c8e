-- One row for each customer that was not released: its value by net profit per order × orders per year × years retained.
-- With P the profit of the year and m the months since it became a customer (the first and the last counted), that is
-- P × max(12, m) / 12; here in hundredths, rounded half away from 0. Null without orders in the year, where an amount or cost
-- is unknown, or where the records do not hold a whole year. Where no cost is known at all, P is revenue.
with months as (
    select
        y.*,
        c.customer_id,
        cast(
            extract(year from b.as_of) * 12 + extract(month from b.as_of)
                - extract(year from c.since) * 12 - extract(month from c.since) + 1
            as bigint
        ) as months,
        b.year_start >= r.since_day as whole_year,
        case when {profit-known} then y.year_profit else y.year_revenue end as gain,
        case when {profit-known} then y.year_unpriced else 0 end as unpriced
    from insight_year y
    cross join insight_bounds b
    cross join (select cast(date_trunc('month', min(first_day)) as date) as since_day from insight_customer) r
    join insight_customer c on c.customer_no = y.customer_no
    where c.released_on is null
),
twelvefold as (
    select
        *,
        cast(gain * 100 as hugeint) * case when months < 12 then 12 else months end as cents_12
    from months
    where whole_year and year_orders > 0 and unpriced = 0
)
select
    m.customer_id,
    m.year_revenue as revenue_year,
    case when {profit-known} and m.year_unpriced = 0 then m.year_profit end as profit_year,
    t.cents_12,
    cast(case when t.cents_12 < 0 then -1 else 1 end
        * ((2 * abs(t.cents_12) + 12 - mod(2 * abs(t.cents_12) + 12, 24)) / 24) as bigint) as ltv_cents,
    case when m.priced_revenue > 0 then cast(m.priced_revenue * 100 as bigint) else 0 end as priced_cents,
    case when m.priced_revenue > 0 then cast(m.profit * 100 as bigint) else 0 end as profit_cents
from months m
left join twelvefold t on t.customer_no = m.customer_no
