-- Written by hand for the benchmark: new customers that somebody referred, by month.
select period_start, $by, grouping($by) as g,
    count(*) filter (where referred_by <> customer_id) as value_n,
    count(*) as value_d
from (
    select *, cast(date_trunc('month', since) as date) as period_start
    from c
    where since >= $first + interval 12 month and since < $after
)
group by grouping sets ($sets)
