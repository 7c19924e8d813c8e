-- One row for each complaint of the trend's periods, with the last time before it that another customer complained of the
-- same category, where that was at most 90 days before. Complaints of one and the same moment precede none of each other.
with pool as (
    select
        f.feedback_id,
        f.customer_id,
        f.order_id,
        f.category,
        f.received_at,
        coalesce(o.branch, a.branch) as branch,
        p.first_day
    from feedback f
    cross join parameters p
    left join orders o on o.order_id = f.order_id
    left join accounts a on a.customer_id = f.customer_id
    where f.kind = 'complaint'
        and f.received_at >= p.first_day - interval '90' day
        and f.received_at < p.last_day + interval '1' day
),
-- of each category the moments at which somebody complained; who, where it was one customer alone
moments as (
    select
        category,
        received_at,
        case when min(customer_id) = max(customer_id) then min(customer_id) end as customer_id
    from pool
    where category is not null
    group by category, received_at
),
following as (
    select
        category,
        received_at,
        customer_id,
        lag(received_at) over (partition by category order by received_at) as last_at,
        lag(customer_id) over (partition by category order by received_at) as last_customer
    from moments
),
-- a run: moments of one customer alone with nobody else's between them; before_run is the moment before its first
runs as (
    select
        category,
        received_at,
        last_at,
        last_customer,
        max(case when customer_id = last_customer then null else last_at end)
            over (partition by category order by received_at rows unbounded preceding) as before_run
    from following
),
preceded as (
    select
        category,
        received_at,
        last_at,
        last_customer,
        lag(before_run) over (partition by category order by received_at) as before_last_run
    from runs
),
judged as (
    select
        c.feedback_id,
        c.customer_id,
        c.order_id,
        c.category,
        c.received_at,
        c.branch,
        c.first_day,
        case when m.last_customer = c.customer_id then m.before_last_run else m.last_at end as other_at
    from pool c
    left join preceded m on m.category = c.category and m.received_at = c.received_at
)
select
    feedback_id,
    customer_id,
    order_id,
    category,
    received_at,
    branch,
    case when other_at >= received_at - interval '90' day then other_at end as preceded_at
from judged
where received_at >= first_day
