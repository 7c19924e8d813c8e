-- One row for each period and customer with revenue in the trailing year, on the period's last day: all of its revenue,
-- as a hit that of the top fifth (rounded up; ties by customer number), and apart that of the top 2 % (rounded up) and of
-- the next 18 %. Who is among the fewest customers that make 80 % counts in makes_80.
select
    a.customer_id as id,
    a.customer_id,
    p.last_day as day,
    case when (y.place - 1) * 5 < t.customers then y.revenue else 0 end as hit,
    y.revenue as base,
    case when (y.place - 1) * 50 < t.customers then y.revenue else 0 end as top_2,
    case when (y.place - 1) * 50 >= t.customers and (y.place - 1) * 5 < t.customers then y.revenue else 0 end as next_18,
    case when y.place <= t.makes_80 then 1 else 0 end as makes_80,
    cast(null as varchar(20)) as excluded,
    a.branch,
    a.segment
from periods p
join revenue_years t on t.last_month = p.last_month
join account_years y on y.last_month = p.last_month
join accounts a on a.customer_no = y.customer_no
where y.revenue > 0
