-- Written by hand for the benchmark: resolved complaints whose customer ordered again within 90 days, by the month in which these end.
with resolved as (
    select *, cast(resolved_at as date) + 90 as ends
    from f
    where kind = 'complaint' and ends >= $first and ends < $after and ends < $as_of_day
        and (released_on is null or released_on > ends)
), returned as (
    select distinct r.feedback_id
    from resolved r
    join orders o using (customer_id)
    where o.ordered_at > r.resolved_at and o.ordered_at < r.ends + interval 1 day
        and o.corrects_order_id is null and o.status is distinct from 'cancelled'
), judged as (
    select *, cast(date_trunc('month', ends) as date) as period_start, feedback_id in (select feedback_id from returned) as again
    from resolved
)
select period_start, $by, grouping($by) as g,
    count(*) filter (where again) as value_n,
    count(*) as value_d
from judged
group by grouping sets ($sets)
