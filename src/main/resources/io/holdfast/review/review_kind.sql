-- All customers together: what an item is held against.
select
    '{kind}' as kind,
    (select count(distinct item) from review_of) as items,
    strftime(b.before_start, '%Y-%m') as first_month,
    strftime(b.last_day, '%Y-%m') as last_month,
    count(k.customer_id) as customers,
    coalesce(sum(k.revenue), 0) as revenue,
    coalesce(sum(k.revenue_before), 0) as revenue_before,
    cast(coalesce(sum(k.orders), 0) as bigint) as orders,
    case when {knows-late} then cast(coalesce(sum(k.late), 0) as bigint) end as late,
    case when {knows-wrong} then cast(coalesce(sum(k.wrong), 0) as bigint) end as wrong,
    case when {knows-feedback} then cast(coalesce(sum(k.complaints), 0) as bigint) end as complaints,
    case when {knows-answered} then cast(coalesce(sum(k.slow_answers), 0) as bigint) end as slow_answers,
    case when {knows-resolved} then cast(coalesce(sum(k.unresolved), 0) as bigint) end as unresolved,
    case when {knows-scores} then cast(coalesce(sum(k.low_scores), 0) as bigint) end as low_scores
from review_bounds b
left join key_accounts k on true
group by b.before_start, b.last_day
