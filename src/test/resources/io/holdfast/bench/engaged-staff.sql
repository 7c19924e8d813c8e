-- Written by hand for the benchmark: engaged answers of all, over a year.
select period_start, $by, grouping($by) as g,
    count(*) filter (where engaged) as value_n,
    count(*) as value_d
from p
join staff s on s.surveyed_on <= p.last_day and s.surveyed_on >= p.period_start - interval 11 month
group by grouping sets ($sets)
