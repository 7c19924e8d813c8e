-- One row for each order with lines: its product group, or 'several' where its lines are of more than one. A figure that
-- is broken down by product_group finds it here, so that an order counts in one group only and the groups add up.
select
    order_id,
    case when min(product_group) = max(product_group) then min(product_group) when count(product_group) > 0 then 'several' end
        as product_group
from order_lines
group by order_id
