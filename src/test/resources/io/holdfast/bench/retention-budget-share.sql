-- Written by hand for the benchmark: spent on keeping customers, of what was spent on winning and keeping them, by month.
select period_start, $by, grouping($by) as g,
    sum(amount) filter (where purpose = 'keeping') as value_n,
    sum(amount) as value_d
from (
    select *, cast(date_trunc('month', spent_on) as date) as period_start
    from spend
    where purpose in ('winning', 'keeping') and spent_on >= $first and spent_on < $after
)
group by grouping sets ($sets)
