-- Written by hand for the benchmark: orders with an error that the customer noticed, of those with one, by month.
with again as (
    select corrects_order_id as order_id,
        max(ordered_at) filter (where status is distinct from 'cancelled') as entered,
        min(delivered_at) filter (where status is distinct from 'cancelled') as delivered
    from orders
    where corrects_order_id is not null
    group by all
), wrong as (
    select o.*, cast(date_trunc('month', o.ordered_at) as date) as period_start,
        coalesce(o.error_reached_customer, false) as shipped,
        coalesce(a.entered >= o.delivered_at, false) as again,
        o.status is not distinct from 'cancelled' and a.entered is null as given_up,
        coalesce(o.delivered_at, a.delivered) as had_at,
        not given_up and coalesce(cast(coalesce(had_at, $as_of) as date) > cast(o.promised_at as date), false) as late,
        had_at is not null or given_up or shipped or again or late as known
    from orders o
    left join again a using (order_id)
    where (o.error_kind is not null or a.order_id is not null) and o.ordered_at >= $first and o.ordered_at < $after
)
select period_start, $by, grouping($by) as g,
    count(*) filter (where known and (shipped or again or late)) as value_n,
    count(*) filter (where known) as value_d,
    count(*) filter (where known and shipped) as wrong_shipment_n,
    count(*) filter (where known) as wrong_shipment_d,
    count(*) filter (where known and again) as reprint_n,
    count(*) filter (where known) as reprint_d,
    count(*) filter (where known and late) as late_n,
    count(*) filter (where known) as late_d
from wrong
group by grouping sets ($sets)
