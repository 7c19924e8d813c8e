-- Written by hand for the benchmark: the year's profit times the months as a customer (12 at least), by customer.
select period_start, $by, grouping($by) as g,
    sum(profit * greatest(12, months)) as value_n,
    count(*) as value_d
from (
    select p.period_start, c.branch, c.segment, c.account_manager, y.profit,
        p.mon - (extract(year from c.since) * 12 + extract(month from c.since)) + 1 as months
    from p
    join y using (mon)
    join c using (no)
    where y.unpriced = 0 and (c.released_on is null or c.released_on > p.last_day)
)
group by grouping sets ($sets)
