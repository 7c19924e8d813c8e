-- Written by hand for the benchmark: questions and complaints without an answer within 24 hours, by month.
select period_start, $by, grouping($by) as g,
    count(*) filter (where coalesce(answered_at, $as_of) > received_at + interval 24 hour) as value_n,
    count(*) as value_d,
    count(*) filter (where answered_at is null) as still_unanswered_n,
    count(*) as still_unanswered_d
from (
    select *, cast(date_trunc('month', received_at) as date) as period_start
    from f
    where kind in ('complaint', 'question') and received_at >= $first and received_at < $after
        and (answered_at is not null or received_at + interval 24 hour < $as_of)
)
group by grouping sets ($sets)
