-- One row for each question and complaint that had waited longer than the standard at the period's end (or at the as-of
-- point, where that is earlier), with neither an answer nor a solution. Hours of the night and of Sundays count.
with closing as (
    select
        least(as_of, last_day + interval '1' day) as moment,
        answer_standard_hours
    from parameters
)
select
    f.feedback_id,
    f.kind,
    f.customer_id,
    a.name,
    coalesce(o.branch, a.branch) as branch,
    f.category,
    f.order_id,
    f.received_at,
    c.moment
from feedback f
cross join closing c
left join orders o on o.order_id = f.order_id
left join accounts a on a.customer_id = f.customer_id
where f.kind in ('complaint', 'question')
    and f.received_at + c.answer_standard_hours * interval '1' hour < c.moment
    and (f.answered_at is null or f.answered_at >= c.moment)
    and (f.resolved_at is null or f.resolved_at >= c.moment)
