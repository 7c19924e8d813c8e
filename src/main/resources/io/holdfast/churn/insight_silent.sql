-- Of the customers of the last complete horizon: how many there were, how many lapsed, how many of these never complained
-- up to the as-of day, and of how many of the silent ones a failure is on record from the lookback before.
select
    count(*) as customers,
    count(case when c.lapsed = 1 then 1 end) as lapsed,
    count(case when c.lapsed = 1 and s.customer_no is null then 1 end) as silent,
    count(case when c.lapsed = 1 and s.customer_no is null and f.customer_no is not null then 1 end) as silent_after_failure
from insight_origin c
left join (
    select distinct k.customer_no
    from feedback
    cross join insight_bounds
    join insight_customer k on k.customer_id = feedback.customer_id
    where kind = 'complaint' and cast(received_at as date) <= as_of
) s on s.customer_no = c.customer_no
left join (select distinct customer_no from insight_failed) f on f.customer_no = c.customer_no
where c.origin_no = 1
