-- What each customer met from a year before its last order up to the as-of day. What happened after that day is not seen:
-- an order delivered later was not delivered yet, a complaint resolved later was open.
with bounds as (
    select c.customer_id, p.last_order - interval '1' year as since
    from churn_pace p
    join churn_customer c on c.place = p.place
),
delivered as (
    select
        o.customer_id,
        count(*) filter (
            where cast(case when cast(o.delivered_at as date) <= as_of then o.delivered_at else as_of end as date)
                > cast(o.promised_at as date) + tolerance_days * interval '1' day
        ) as late_orders,
        count(*) filter (where o.error_kind is not null) as wrong_orders
    from orders o
    cross join churn_parameters
    join bounds b on b.customer_id = o.customer_id
    where coalesce(o.status, 'open') <> 'cancelled'
        and cast(o.ordered_at as date) <= as_of
        and o.ordered_at >= b.since
    group by o.customer_id
),
said as (
    select
        f.customer_id,
        count(*) filter (where f.kind = 'complaint' and f.received_at >= b.since) as complaints,
        count(*) filter (
            where f.kind in ('complaint', 'question')
                and f.received_at >= b.since
                and coalesce(
                    case when cast(f.answered_at as date) <= as_of then f.answered_at end, as_of + interval '1' day
                ) > f.received_at + answer_standard_hours * interval '1' hour
        ) as slow_answers,
        count(*) filter (
            where f.kind = 'complaint'
                and f.received_at >= b.since
                and (case when knows_resolved then f.resolved_at else f.answered_at end is null
                    or cast(case when knows_resolved then f.resolved_at else f.answered_at end as date) > as_of)
        ) as open_complaints,
        count(*) filter (where f.kind = 'complaint') as ever
    from feedback f
    cross join churn_parameters
    join bounds b on b.customer_id = f.customer_id
    where cast(f.received_at as date) <= as_of
    group by f.customer_id
)
select
    b.customer_id,
    case when knows_late then coalesce(d.late_orders, 0) end as late_orders,
    case when knows_wrong then coalesce(d.wrong_orders, 0) end as wrong_orders,
    case when knows_feedback then coalesce(s.complaints, 0) end as complaints,
    case when knows_answered then coalesce(s.slow_answers, 0) end as slow_answers,
    case when knows_resolved or knows_answered then coalesce(s.open_complaints, 0) > 0 end as complaint_open,
    case when knows_feedback then coalesce(s.ever, 0) = 0 end as silent
from bounds b
cross join churn_parameters
left join delivered d on d.customer_id = b.customer_id
left join said s on s.customer_id = b.customer_id
