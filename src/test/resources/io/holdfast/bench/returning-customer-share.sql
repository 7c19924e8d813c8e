-- Written by hand for the benchmark: customers of a month that had been some before it.
select period_start, $by, grouping($by) as g,
    count(*) filter (where c.since < p.period_start) as value_n,
    count(*) as value_d
from p
join m using (mon)
join c using (no)
where p.mon - 12 >= (select min(mon) from m)
group by grouping sets ($sets)
