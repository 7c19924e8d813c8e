-- Written by hand for the benchmark: mean score on the scale of five, by month.
select period_start, $by, grouping($by) as g,
    sum(score) as value_n,
    count(*) as value_d,
    count(*) filter (where score <= 2) as low_scores_n,
    count(*) as low_scores_d
from (
    select *, cast(date_trunc('month', received_at) as date) as period_start
    from f
    where scale = 5 and score between 1 and 5 and received_at >= $first and received_at < $after
)
group by grouping sets ($sets)
