-- One row for each order, on the day it was entered. A hit is an order that was shipped outside the customer's region at
-- less than the median unit prices of the region it went to, by more than the margin: what these goods cost there is the
-- sum over its lines of quantity times the median of the product's unit prices, in that region and calendar year.
-- Prices are whole millionths of the currency, so that they are exact; a product that few bought there has no median.
with sold as (
    select
        l.product,
        o.region,
        extract(year from o.ordered_at) as year,
        l.quantity,
        cast(l.amount * 1000000 as bigint) as millionths
    from order_lines l
    join orders o on o.order_id = l.order_id
    where o.region is not null
        and l.product is not null
        and l.amount > 0
        and l.quantity > 0
        and o.corrects_order_id is null
        and coalesce(o.status, 'open') <> 'cancelled'
),
medians as (
    select
        product,
        region,
        year,
        -- what is divided is a multiple of the divisor, so the quotient is whole
        percentile_disc(0.5) within group (
            order by cast((millionths - mod(millionths, quantity)) / quantity as bigint)
        ) as price
    from sold
    cross join parameters
    group by product, region, year, fewest_prices
    having count(*) >= fewest_prices
),
placed as (
    select
        o.order_id,
        o.customer_id,
        o.ordered_at,
        o.region,
        a.region as customer_region,
        o.branch,
        o.sales_person,
        case
            when o.status = 'cancelled' then 'cancelled'
            when o.corrects_order_id is not null then 'correction'
            when o.region is null or a.region is null then 'region-not-known'
        end as excluded
    from orders o
    left join customers a on a.customer_id = o.customer_id
),
off_region as (
    select
        o.order_id,
        cast(sum(l.amount) as decimal(18, 2)) as amount,
        cast(sum(cast(l.quantity as decimal(18, 0)) * m.price) as decimal(28, 0)) as millionths,
        count(*) as lines,
        count(m.price) as lines_with_price
    from orders o
    join customers a on a.customer_id = o.customer_id
    join order_lines l on l.order_id = o.order_id
    left join medians m
        on m.product = l.product and m.region = o.region and m.year = extract(year from o.ordered_at)
    where o.region <> a.region
        and o.corrects_order_id is null
        and coalesce(o.status, 'open') <> 'cancelled'
    group by o.order_id
),
judged as (
    select
        p.*,
        f.amount,
        cast(f.millionths * 0.000001 as decimal(18, 2)) as amount_at_median,
        case when f.amount * 1000000 < f.millionths * cast(1 - price_margin as decimal(9, 6)) then 1 else 0 end
            as undercuts,
        case
            when p.excluded is not null then p.excluded
            when p.region <> p.customer_region and (f.lines is null or f.lines_with_price < f.lines) then 'no-median-price'
        end as left_out
    from placed p
    cross join parameters
    left join off_region f on f.order_id = p.order_id
)
select
    order_id as id,
    order_id,
    customer_id,
    cast(ordered_at as date) as day,
    case when left_out is null then undercuts else 0 end as hit,
    case when left_out is null then 1 else 0 end as base,
    left_out as excluded,
    branch,
    region,
    customer_region,
    amount,
    amount_at_median
from judged
