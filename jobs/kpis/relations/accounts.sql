-- One row for each customer that is known or has ordered: its number here (in the order of the customer numbers, since
-- whole numbers join and sort much faster), its name, the branch that looks after it (where nobody says so, the one it
-- ordered from last), since when it is a customer, and when management released it. It is one since its first order; where
-- its account is older than the records of orders, since that was opened.
with branch_ordered as (
    select
        customer_id,
        branch,
        max(ordered_at) as last_at,
        min(case when coalesce(status, 'open') <> 'cancelled' then ordered_at end) as first_at
    from orders
    group by customer_id, branch
),
ordered as (
    select
        customer_id,
        branch,
        min(first_at) over (partition by customer_id) as first_at,
        row_number() over (partition by customer_id order by last_at desc, branch nulls last) as recency
    from branch_ordered
)
select
    cast(row_number() over (order by coalesce(c.customer_id, o.customer_id)) as integer) as customer_no,
    coalesce(c.customer_id, o.customer_id) as customer_id,
    c.name,
    coalesce(c.branch, o.branch) as branch,
    c.region,
    c.segment,
    c.account_manager,
    case when c.since < r.since_day then c.since else cast(o.first_at as date) end as customer_since,
    c.released_on
from customers c
full outer join (select customer_id, branch, first_at from ordered where recency = 1) o on o.customer_id = c.customer_id
cross join records r
