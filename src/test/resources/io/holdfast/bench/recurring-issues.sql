-- Written by hand for the benchmark: complaints of a category of which another customer complained in the 90 days before, by month.
with neighbours as (
    select *, lag(customer_id) over w as customer_before, lag(received_at) over w as received_before
    from f
    where kind = 'complaint' and category is not null
    window w as (partition by category order by received_at, feedback_id)
), judged as (
    select *, cast(date_trunc('month', received_at) as date) as period_start,
        max(case when customer_before <> customer_id then received_before end)
            over (partition by category order by received_at, feedback_id rows unbounded preceding) as others_last
    from neighbours
)
select period_start, $by, grouping($by) as g,
    count(*) filter (where cast(received_at as date) - cast(others_last as date) <= 90) as value_n,
    count(*) as value_d
from judged
where received_at >= $first and received_at < $after
    and cast(received_at as date) >= (select cast(min(received_at) as date) + 90 from f)
group by grouping sets ($sets)
