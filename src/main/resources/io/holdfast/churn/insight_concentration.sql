-- How much of the year's revenue the largest customers make: 2 %, 20 % (rounded up) and all of the customers with revenue,
-- and the fewest that make 80 %. Of equal revenue the lower number comes first.
with placed as (
    select
        year_revenue,
        row_number() over (order by year_revenue desc, customer_no) as place,
        sum(year_revenue) over (order by year_revenue desc, customer_no rows unbounded preceding) as cumulative,
        sum(year_revenue) over () as whole,
        count(*) over () as customers
    from insight_year
    where year_revenue > 0
)
select
    count(case when (place - 1) * 50 < customers then 1 end) as top_2,
    coalesce(sum(case when (place - 1) * 50 < customers then year_revenue end), 0) as top_2_revenue,
    count(case when (place - 1) * 5 < customers then 1 end) as top_20,
    coalesce(sum(case when (place - 1) * 5 < customers then year_revenue end), 0) as top_20_revenue,
    count(case when (cumulative - year_revenue) * 5 < whole * 4 then 1 end) as makes_80,
    coalesce(sum(case when (cumulative - year_revenue) * 5 < whole * 4 then year_revenue end), 0) as makes_80_revenue,
    count(*) as customers,
    coalesce(sum(year_revenue), 0) as revenue
from placed
