-- A row for each item. What is true of one customer alone is null where an item has several.
with pending as (
    select
        item,
        count(*) filter (where what = 'complaint') as open_complaints,
        max(days) filter (where what = 'complaint') as oldest_complaint,
        count(*) filter (where what = 'late-order') as late_orders,
        coalesce(sum(amount) filter (where what = 'late-order'), 0) as late_amount
    from review_pending
    group by item
),
summed as (
    select
        item,
        count(*) as customers,
        sum(revenue) as revenue,
        sum(revenue_before) as revenue_before,
        cast(sum(orders) as bigint) as orders,
        case when {knows-late} then cast(sum(late) as bigint) end as late,
        case when {knows-wrong} then cast(sum(wrong) as bigint) end as wrong,
        case when {knows-feedback} then cast(sum(complaints) as bigint) end as complaints,
        case when {knows-answered} then cast(sum(slow_answers) as bigint) end as slow_answers,
        case when {knows-resolved} then cast(sum(unresolved) as bigint) end as unresolved,
        case when {knows-scores} then cast(sum(low_scores) as bigint) end as low_scores,
        count(*) filter (where status = 'active') as active,
        count(*) filter (where status = 'stopped') as stopped,
        cast(sum(p_lapse) filter (where status = 'active') as decimal(28, 9)) as expected_stops,
        cast(sum(value_at_risk) filter (where status = 'active') as decimal(38, 2)) as value_at_risk,
        cast(sum(lifetime_value) as decimal(38, 2)) as lifetime_value
    from review_of
    group by item
)
select
    '{kind}' as kind,
    s.item,
    row_number() over (order by s.revenue desc, s.item) as ordinal,
    o.customer_id,
    coalesce(o.name, s.item) as name,
    o.branch,
    o.region,
    o.segment,
    o.account_manager,
    o.customer_since,
    o.place,
    s.customers,
    s.revenue,
    s.revenue_before,
    s.orders,
    s.late,
    s.wrong,
    s.complaints,
    s.slow_answers,
    s.unresolved,
    s.low_scores,
    case when {knows-resolved} then coalesce(p.open_complaints, 0) end as open_complaints,
    p.oldest_complaint,
    case when {knows-late} then coalesce(p.late_orders, 0) end as late_orders,
    p.late_amount,
    s.active,
    s.stopped,
    s.expected_stops,
    s.value_at_risk,
    s.lifetime_value,
    o.status,
    o.last_order,
    o.p_lapse,
    o.p_low,
    o.p_high,
    o.usual_gap,
    o.expected_next,
    o.days_overdue,
    o.reasons,
    o.action
from summed s
left join review_of o on {one-customer} and o.item = s.item
left join pending p on p.item = s.item
order by ordinal
