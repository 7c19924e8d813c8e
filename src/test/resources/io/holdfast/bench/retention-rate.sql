-- Written by hand for the benchmark: customers at a month's start who still are at its end.
select period_start, $by, grouping($by) as g,
    count(*) filter (where kept) as value_n,
    count(*) as value_d
from k
where not released
group by grouping sets ($sets)
