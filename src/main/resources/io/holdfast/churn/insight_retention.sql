-- The three R over the year: who was a customer at its start (ordered within the activity window before it) and is one at
-- its end, who of these bought a product group for the first time, who is new and who of these named whom it came from.
-- Released customers are on neither side.
select
    count(case when y.at_start = 1 and c.released_on is not null then 1 end) as released,
    count(case when y.at_start = 1 and c.released_on is null then 1 end) as at_start,
    count(case when y.at_start = 1 and y.at_end = 1 and c.released_on is null then 1 end) as kept,
    count(case when y.at_start = 1 and y.at_end = 1 and c.released_on is null and d.customer_no is not null then 1 end)
        as related,
    count(case when c.is_new and c.first_day >= b.year_start then 1 end) as new_customers,
    count(case when c.is_new and c.first_day >= b.year_start and c.referred then 1 end) as referred,
    coalesce(sum(case when y.at_start = 1 and y.at_end = 1 and c.released_on is null then
        case when {profit-known} then y.year_profit else y.year_revenue end end), 0) as kept_gain
from insight_year y
cross join insight_bounds b
join insight_customer c on c.customer_no = y.customer_no
left join insight_debut d on d.customer_no = y.customer_no
