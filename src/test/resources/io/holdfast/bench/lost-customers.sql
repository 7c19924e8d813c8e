-- Written by hand for the benchmark: customers at a month's start who are none at its end, and their last year's revenue.
select period_start, $by, grouping($by) as g,
    count(*) filter (where not kept and not released) as value,
    sum(case when k.mon - 23 < (select min(mon) from m) then null when kept then 0 else coalesce(y.revenue, 0) end)
        filter (where not released) as revenue
from k
left join y on y.mon = k.mon - 12 and y.no = k.no and not k.kept
group by grouping sets ($sets)
