-- Written by hand for the benchmark: customers with two orders or more within a year, of those with one.
select period_start, $by, grouping($by) as g,
    count(*) filter (where y.orders >= 2) as value_n,
    count(*) as value_d
from p
join y using (mon)
join c using (no)
group by grouping sets ($sets)
