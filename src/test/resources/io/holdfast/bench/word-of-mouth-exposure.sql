-- Written by hand for the benchmark: people likely to hear of complaints not resolved within a week, by month.
select period_start, $by, grouping($by) as g,
    count(*) filter (where late) * 10.865 as value,
    count(*) filter (where late) as unresolved
from (
    select *, cast(date_trunc('month', received_at) as date) as period_start, coalesce(resolved_at, $as_of) > received_at + interval 7 day as late
    from f
    where kind = 'complaint' and received_at >= $first and received_at < $after
        and (resolved_at is not null or received_at + interval 7 day < $as_of)
)
group by grouping sets ($sets)
