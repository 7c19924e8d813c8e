-- Written by hand for the benchmark: customers lost within 24 months who came back in the month.
with gaps as (
    select no, mon + 12 as lost, lead(mon) over (partition by no order by mon) as back
    from m
    qualify back is null or back > lost
), judged as (
    select p.period_start, c.branch, c.segment, c.account_manager, no, bool_or(coalesce(g.back = p.mon, false)) as back
    from p
    join gaps g on g.lost > p.mon - 24 and g.lost <= p.mon
    join c using (no)
    where p.mon - 35 >= (select min(mon) from m) and (c.released_on is null or c.released_on > p.last_day)
    group by all
)
select period_start, $by, grouping($by) as g,
    count(*) filter (where back) as value_n,
    count(*) as value_d
from judged
group by grouping sets ($sets)
