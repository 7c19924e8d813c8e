-- Written by hand for the benchmark: spent on winning over new customers, against spent on keeping over kept ones, in a year.
with counted as (
    select p.period_start, s.branch, sum(s.amount) filter (where s.purpose = 'winning') as win,
        sum(s.amount) filter (where s.purpose = 'keeping') as keep, 0 as new, 0 as kept
    from p
    join spend s on s.spent_on <= p.last_day and s.spent_on > p.last_day - interval 12 month
        and s.spent_on >= p.period_start - interval 11 month
    where p.mon - 23 >= (select min(mon) from m)
    group by all
    union all
    select p.period_start, c.branch, 0, 0, count(*), 0
    from p
    join c on c.since <= p.last_day and c.since >= p.period_start - interval 11 month
    where p.mon - 23 >= (select min(mon) from m)
    group by all
    union all
    select p.period_start, c.branch, 0, 0, 0, count(*) filter (where c.released_on is null or c.released_on > p.last_day)
    from p
    join y b on b.mon = p.mon - 12
    join y on y.mon = p.mon and y.no = b.no
    join c on c.no = b.no
    group by all
)
select period_start, $by, grouping($by) as g,
    sum(win) as win_n,
    sum(new) as win_d,
    sum(keep) as keep_n,
    sum(kept) as keep_d,
    sum(win) * sum(kept) as value_n,
    sum(new) * sum(keep) as value_d
from counted
group by grouping sets ($sets)
