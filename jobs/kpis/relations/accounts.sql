-- One row for each customer that is known or has ordered: its name, the branch that looks after it (where nobody says
-- so, the one it ordered from last), what else it is grouped by, and when management released it.
with last_ordered as (
    select customer_id, branch, max(ordered_at) as ordered_at
    from orders
    group by customer_id, branch
),
ordered as (
    select
        customer_id,
        branch,
        row_number() over (partition by customer_id order by ordered_at desc, branch nulls last) as recency
    from last_ordered
)
select
    coalesce(c.customer_id, o.customer_id) as customer_id,
    c.name,
    coalesce(c.branch, o.branch) as branch,
    c.region,
    c.segment,
    c.account_manager,
    c.released_on
from customers c
full outer join (select customer_id, branch from ordered where recency = 1) o on o.customer_id = c.customer_id
