-- One row for each customer that ordered up to the as-of day, numbered in the order of the ids: whole numbers join much
-- faster. What management decided after the as-of day is not seen.
with ordered as (
    select
        customer_id,
        min(cast(ordered_at as date)) as first_day,
        max(cast(ordered_at as date)) as last_day
    from orders
    cross join insight_bounds
    where coalesce(status, 'open') <> 'cancelled' and coalesce(amount, 0) >= 0 and cast(ordered_at as date) <= as_of
    group by customer_id
),
records as (
    select cast(date_trunc('month', min(first_day)) as date) as since_day from ordered
)
select
    cast(row_number() over (order by o.customer_id) - 1 as integer) as customer_no,
    o.customer_id,
    o.first_day,
    o.last_day,
    -- a customer whose account is older than the records is one since that was opened
    case when c.since < r.since_day then c.since else o.first_day end as since,
    -- whether the first order that the records show is its first: known from the account, else after a whole window of them
    case
        when c.since is not null then c.since >= r.since_day
        else o.first_day >= r.since_day + b.activity_months * interval '1' month
    end as is_new,
    c.referred_by is not null and c.referred_by <> o.customer_id as referred,
    case when c.released_on <= b.as_of then c.released_on end as released_on
from ordered o
cross join records r
cross join insight_bounds b
left join customers c on c.customer_id = o.customer_id
