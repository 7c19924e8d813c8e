-- Written by hand for the benchmark: lost customers that had not complained in their last year or since.
with s as (
    select distinct k.no, k.mon
    from k
    join f on f.no = k.no
    where not k.kept and f.kind = 'complaint' and f.received_at < k.period_start + interval 1 month
        and f.received_at >= k.period_start - interval 23 month
)
select period_start, $by, grouping($by) as g,
    count(*) filter (where s.no is null) as value_n,
    count(*) as value_d
from k
left join s on s.no = k.no and s.mon = k.mon
where not kept and not released and k.mon - 23 >= (select min(mon) from m)
group by grouping sets ($sets)
