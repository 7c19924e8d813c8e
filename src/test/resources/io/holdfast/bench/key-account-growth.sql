-- Written by hand for the benchmark: the top fifth of the year before that held or grew.
select period_start, $by, grouping($by) as g,
    count(*) filter (where not released and now * 100 >= revenue * 95) as value_n,
    count(*) filter (where not released) as value_d,
    coalesce(sum(revenue - now) filter (where not released and now * 100 < revenue * 95), 0) as decline
from (
    select p.period_start, c.branch, c.segment, c.account_manager, r.revenue, coalesce(y.revenue, 0) as now,
        coalesce(c.released_on <= p.last_day, false) as released
    from p
    join r on r.mon = p.mon - 12 and (r.place - 1) * 5 < r.customers
    join c using (no)
    left join y on y.mon = p.mon and y.no = r.no
)
group by grouping sets ($sets)
