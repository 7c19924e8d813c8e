-- Written by hand for the benchmark: promoters less detractors, by month.
select period_start, $by, grouping($by) as g,
    count(*) filter (where score >= 9) - count(*) filter (where score <= 6) as value_n,
    count(*) as value_d,
    count(*) filter (where score >= 9) as promoters_n,
    count(*) as promoters_d,
    count(*) filter (where score <= 6) as detractors_n,
    count(*) as detractors_d
from (
    select *, cast(date_trunc('month', received_at) as date) as period_start
    from f
    where scale = 10 and score between 0 and 10 and received_at >= $first and received_at < $after
)
group by grouping sets ($sets)
