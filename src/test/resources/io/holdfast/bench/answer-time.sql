-- Written by hand for the benchmark: seconds until the first answer, by month.
select period_start, $by, grouping($by) as g,
    median(date_diff('second', received_at, answered_at)) as value,
    quantile_disc(date_diff('second', received_at, answered_at), 0.9) as p90,
    count(*) filter (where answered_at is null) as unanswered,
    median(date_diff('second', received_at, $as_of)) filter (where answered_at is null) as waiting
from (
    select *, cast(date_trunc('month', received_at) as date) as period_start
    from f
    where (kind in ('complaint', 'question') or answered_at is not null) and received_at >= $first and received_at < $after
)
group by grouping sets ($sets)
