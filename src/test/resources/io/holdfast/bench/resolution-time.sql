-- Written by hand for the benchmark: seconds until complaints were resolved, by month.
select period_start, $by, grouping($by) as g,
    median(date_diff('second', received_at, resolved_at)) as value,
    quantile_disc(date_diff('second', received_at, resolved_at), 0.9) as p90,
    count(*) filter (where resolved_at is null) as unresolved,
    median(date_diff('second', received_at, $as_of)) filter (where resolved_at is null) as open_for
from (
    select *, cast(date_trunc('month', received_at) as date) as period_start
    from f
    where kind = 'complaint' and received_at >= $first and received_at < $after
)
group by grouping sets ($sets)
