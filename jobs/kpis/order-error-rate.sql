-- One row for each order, on the day it was entered. An error is recorded on the order, or shown by a correction or
-- reprint that points to it.
with corrected as (
    select distinct corrects_order_id as order_id from orders where corrects_order_id is not null
)
select
    o.order_id as id,
    o.customer_id,
    cast(o.ordered_at as date) as day,
    case when o.error_kind is not null or c.order_id is not null then 1 else 0 end as hit,
    1 as base,
    cast(null as varchar(20)) as excluded,
    o.branch,
    o.channel,
    o.sales_person,
    o.error_kind
from orders o
left join corrected c on c.order_id = o.order_id
