-- Written by hand for the benchmark: customers that cost more than they brought in a year.
select period_start, $by, grouping($by) as g,
    count(*) filter (where y.profit < 0) as value_n,
    count(*) as value_d,
    coalesce(-sum(y.profit) filter (where y.profit < 0), 0) as loss
from p
join y using (mon)
join c using (no)
where y.unpriced = 0 and (c.released_on is null or c.released_on > p.last_day)
group by grouping sets ($sets)
