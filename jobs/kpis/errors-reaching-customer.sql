-- One row for each order with an error, on the day it was entered. The error reached the customer where that is recorded
-- (a wrong shipment), where the order was made again after its delivery, or where the customer had the goods later than
-- promised. An order that was cancelled and entered anew counts as delivered when its correction is.
with corrections as (
    select
        corrects_order_id as order_id,
        max(case when coalesce(status, 'open') <> 'cancelled' then ordered_at end) as last_entered,
        min(case when coalesce(status, 'open') <> 'cancelled' then delivered_at end) as first_delivered
    from orders
    where corrects_order_id is not null
    group by corrects_order_id
),
wrong as (
    select
        o.order_id,
        o.customer_id,
        o.ordered_at,
        o.branch,
        o.channel,
        o.error_kind,
        o.error_reached_customer,
        o.delivered_at,
        c.last_entered,
        coalesce(o.delivered_at, c.first_delivered) as had_goods_at,
        o.status = 'cancelled' and c.last_entered is null as given_up,
        as_of,
        by_timestamp,
        o.promised_at + tolerance_days * interval '1' day as last_moment,
        cast(o.promised_at as date) + tolerance_days * interval '1' day as last_day_allowed
    from orders o
    cross join parameters
    left join corrections c on c.order_id = o.order_id
    where o.error_kind is not null or c.order_id is not null
),
judged as (
    select
        *,
        case when error_reached_customer then 1 else 0 end as wrong_shipment,
        case when last_entered >= delivered_at then 1 else 0 end as made_again,
        case
            when given_up then 0
            when by_timestamp = 1 and coalesce(had_goods_at, as_of) > last_moment then 1
            when by_timestamp = 0 and cast(coalesce(had_goods_at, as_of) as date) > last_day_allowed then 1
            else 0
        end as late
    from wrong
)
select
    order_id as id,
    order_id,
    customer_id,
    cast(ordered_at as date) as day,
    greatest(wrong_shipment, made_again, late) as hit,
    1 as base,
    wrong_shipment,
    made_again,
    late,
    case
        when had_goods_at is null and not coalesce(given_up, false) and greatest(wrong_shipment, made_again, late) = 0
            then 'not-yet-delivered'
    end as excluded,
    branch,
    channel,
    error_kind
from judged
