-- Every scored customer with what is known of it, before an action is chosen. Stopped is who did not order in the months of
-- the activity window, and who was silent for more than a horizon and will stay so with a chance of 95 % or more: to be won
-- back, no more to be kept. Everybody else is active.
with last_ordered as (
    select customer_id, branch, max(ordered_at) as ordered_at from orders cross join churn_parameters
    where cast(ordered_at as date) <= as_of
    group by customer_id, branch
),
ordered_from as (
    select
        customer_id,
        branch,
        row_number() over (partition by customer_id order by ordered_at desc, branch nulls last) as recency
    from last_ordered
),
told as (
    select m.customer_id, string_agg(m.reason, ', ' order by m.reason) as reasons
    from insight_met m
    join churn_told t on t.reason = m.reason
    group by m.customer_id
),
known as (
    select
        c.customer_id,
        p.*,
        as_of,
        extract(year from as_of) * 12 + extract(month from as_of)
            - extract(year from p.last_order) * 12 - extract(month from p.last_order) as months_since_order,
        horizon_days,
        activity_months,
        win_back_months
    from churn_pace p
    join churn_customer c on c.place = p.place
    cross join churn_parameters
)
select
    k.customer_id,
    m.name,
    coalesce(m.branch, f.branch) as branch,
    m.region,
    m.segment,
    m.account_manager,
    case
        when k.months_since_order >= k.activity_months then 'stopped'
        when k.as_of - k.last_order > k.horizon_days and s.p_lapse >= 0.95 then 'stopped'
        else 'active'
    end as status,
    k.months_since_order < k.activity_months + k.win_back_months as lately,
    k.first_order,
    k.last_order,
    k.order_days,
    k.as_of - k.last_order as days_since_order,
    k.mean_order_value,
    cast(s.p_lapse as decimal(12, 9)) as p_lapse,
    cast(s.p_low as decimal(12, 9)) as p_low,
    cast(s.p_high as decimal(12, 9)) as p_high,
    cast(s.log_odds as decimal(18, 6)) as log_odds,
    cast(s.expected_orders as decimal(18, 6)) as expected_orders,
    cast(s.expected_low as decimal(18, 6)) as expected_low,
    cast(s.expected_high as decimal(18, 6)) as expected_high,
    cast(s.expected_value as decimal(18, 2)) as expected_value,
    cast(s.value_at_risk as decimal(18, 2)) as value_at_risk,
    cast(s.lifetime_value as decimal(18, 2)) as lifetime_value,
    k.usual_gap,
    k.usual_gap_of,
    cast(k.last_order + cast(k.usual_gap as integer) as date) as expected_next,
    greatest(k.as_of - k.last_order - k.usual_gap, 0) as days_overdue,
    k.longer_gaps,
    e.late_orders,
    e.wrong_orders,
    e.complaints,
    e.slow_answers,
    e.complaint_open,
    e.silent,
    r.reasons,
    g.segment as value_group
from known k
join churn_scored s on s.customer_id = k.customer_id
left join churn_met e on e.customer_id = k.customer_id
left join customers m on m.customer_id = k.customer_id
left join told r on r.customer_id = k.customer_id
left join insight_segment g on g.customer_id = k.customer_id
left join ordered_from f on f.customer_id = k.customer_id and f.recency = 1
