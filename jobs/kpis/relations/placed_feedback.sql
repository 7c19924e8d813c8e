-- One row for each feedback, with the branch and the product group that it is about: those of its order; where nobody
-- knows the order's branch, the one that looks after the customer.
select
    f.feedback_id,
    f.order_id,
    f.customer_id,
    f.kind,
    f.category,
    f.received_at,
    f.answered_at,
    f.resolved_at,
    f.score,
    f.scale,
    coalesce(o.branch, a.branch) as branch,
    g.product_group
from feedback f
left join orders o on o.order_id = f.order_id
left join order_groups g on g.order_id = f.order_id
left join accounts a on a.customer_id = f.customer_id
