-- The orders: a narrow order book first, sorted once; everything else about an order is a function of its number.

create macro order_id(order_no) as format('A{:08d}', order_no);

-- Who orders how often between which parcels of demand. Every new customer orders at least once, the rest is shared by eagerness.
create table order_plan as
with ordinary as (
    select customer_no, is_new, is_steady, from_parcel, to_parcel, eagerness * (to_parcel - from_parcel)::hugeint as pull
    from customer_drawn
    where not is_key_account
),
key_account as (
    select
        customer_no,
        parcel_from.parcel as from_parcel,
        coalesce(lead(parcel_from.parcel) over (partition by place order by from_day), parcel_count()) as to_parcel,
        greatest(1, planned.orders * least(getvariable('orders'), 50000) // 50000) as orders
    from key_account_orders as planned
    join customer_drawn using (place)
    join (select day, min(parcel) as parcel from parcels group by day) as parcel_from
        on parcel_from.day = (select min(day) from parcels where day >= planned.from_day)
),
shared as (
    select
        getvariable('orders') - (select sum(orders) from key_account) - (select count(*) from ordinary where is_new) as orders,
        (select sum(pull) from ordinary) as pull
),
summed as (
    select *, sum(pull) over (order by customer_no rows unbounded preceding) as pull_to from ordinary
)
select
    customer_no,
    is_new,
    is_steady,
    from_parcel,
    to_parcel,
    (is_new::int + shared.orders * pull_to // shared.pull - shared.orders * (pull_to - summed.pull) // shared.pull)::int as orders
from summed, shared
union all
select customer_no, false, true, from_parcel::int, to_parcel::int, orders::int from key_account;

create table order_book as
with thrown as (
    select
        customer_no,
        n,
        customer_no::bigint * 8209 + from_parcel::bigint * 131 + n as throw_no,
        is_steady,
        is_new,
        from_parcel,
        (to_parcel - from_parcel)::bigint as span,
        orders
    from order_plan, range(orders) as numbered(n)
),
placed as (
    select
        customer_no,
        n,
        throw_no,
        from_parcel + case
            when is_new and n = 0 then 0
            when is_steady then span * (n * 1024 + pick(throw_no, 'when', 1024)) // (orders * 1024)
            else pick(throw_no, 'when', span)
        end as parcel
    from thrown
),
timed as (
    select
        customer_no,
        n,
        parcel,
        work_no,
        day + to_seconds(drawn(throw_no, 'time of day', [
            25200, 30600, 33300, 35400, 38000, 41000, 47000, 51000, 54500, 58500, 68400
        ])) as ordered_at
    from placed
    join parcels using (parcel)
)
select
    row_number() over (order by ordered_at, customer_no, n)::int as order_no,
    customer_no,
    ordered_at::timestamp(0) as ordered_at,
    work_no,
    parcel::int as parcel
from timed
order by order_no;

create view order_promises as
select
    *,
    -- most people order what they always order
    case
        when pick(order_no, 'group', 100) < 62 then first_group
        when pick(order_no, 'group', 100) < 84 then second_group
        else 1 + pick(order_no, 'other group', 8)
    end::int as group_no,
    -- STORY entry errors: fewest where the customer types the order in, most by phone
    one_of(order_no, 'channel', case size_class
        when 'key' then ['web', 'web', 'phone', 'sales visit', 'sales visit']
        when 'large' then ['web', 'web', 'phone', 'phone', 'sales visit']
        when 'medium' then ['web', 'web', 'web', 'phone', 'sales visit']
        else ['web', 'web', 'web', 'web', 'phone'] end) as channel,
    is_key_account and ordered_at >= trouble_from and ordered_at < trouble_to as in_trouble,
    parting is not distinct from 'failures' and parcel >= failures_from_parcel as is_failing,
    -- STORY diverted goods: more since spring 2025
    diverts and chance(order_no, 'diverted', if(ordered_at < timestamp '2025-04-01', 40000, 85000)) as is_diverted
from order_book
join customer_drawn using (customer_no);

create view order_errors as
select
    drawn_order.*,
    product_group.lead_days,
    product_group.typical_pct,
    promised.day as promised_day,
    promised.work_no as promised_work_no,
    chance(order_no, 'cancelled', 1900) as is_cancelled,
    chance(
        order_no,
        'entry error',
        case channel when 'web' then 1700 when 'phone' then 3600 else 2600 end
        + case when is_failing then 7000 else 0 end
        + case when in_trouble then trouble_error_per_100k else 0 end
    ) as has_error,
    chance(order_no, 'error reaches the customer', if(in_trouble, 85000, 38000)) as error_slips_through
from order_promises as drawn_order
join product_groups as product_group using (group_no)
join working_days as promised
    on promised.work_no = drawn_order.work_no + 1 + product_group.lead_days + pick(order_no, 'lead', 3);

-- Missed promises per 100,000 in the month of the promise.
-- STORY press breakdown: from 4 August to the end of September 2025 the big press at West stands still; the other branches take
-- over some of its work and slip too; October to December pay off the backlog.
create macro late_per_100k(branch_no, promised_day, normal) as
    normal
    + drawn(year(promised_day) * 12 + month(promised_day), 'month', [-900, -500, -200, 0, 200, 500, 1000])
    + case when month(promised_day) >= 11 then 700 else 0 end
    + case
        when promised_day between date '2025-08-04' and date '2025-09-30' then if(branch_no = 4, 51000, 3800)
        when promised_day between date '2025-10-01' and date '2025-10-31' then if(branch_no = 4, 16000, 2200)
        when promised_day between date '2025-11-01' and date '2025-11-30' then if(branch_no = 4, 7000, 900)
        when promised_day between date '2025-12-01' and date '2025-12-31' then if(branch_no = 4, 3800, 300)
        else 0
    end;

create view order_facts as
with judged as (
    select
        failed.*,
        branch.branch,
        branch.people,
        chance(
            order_no,
            'late',
            late_per_100k(failed.branch_no, promised_day, branch.late_per_100k)
            + case when group_no in (3, 7) then 900 else 0 end
            + case when in_trouble then trouble_late_per_100k else 0 end
            + case when is_failing then 26000 else 0 end
            + case when has_error and error_slips_through then 15000 else 0 end
        ) as is_late,
        -- a few are simply forgotten and stay open
        chance(order_no, 'forgotten', 25) as is_forgotten
    from order_errors as failed
    join branches as branch using (branch_no)
),
dated as (
    select
        judged.*,
        delivered.work_no as delivered_work_no,
        (delivered.day + to_seconds(drawn(order_no, 'time of delivery', [29400, 34000, 38000, 43000, 50000, 56000, 62400])))
            as would_arrive_at
    from judged
    join working_days as delivered
        on delivered.work_no = promised_work_no + case
            when is_late then one_of(order_no, 'days late', [1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 6, 8, 12])
            else -one_of(order_no, 'days early', [0, 0, 0, 0, 0, 1, 1, 1, 2, 2])
        end
),
priced as (
    select
        *,
        not is_cancelled and not is_forgotten and would_arrive_at < timestamp '2026-01-01' as is_delivered,
        -- prices rise by 2 % a year
        usual_cents * typical_pct * (100 + 2 * (year(ordered_at) - 2023)) // 10000
        * drawn(order_no, 'amount', [30, 48, 62, 74, 85, 96, 108, 124, 148, 190, 330]) // 100 as list_cents
    from dated
)
select
    *,
    if(is_delivered, would_arrive_at, null) as delivered_at,
    is_delivered and is_late as arrived_late,
    is_delivered and has_error and error_slips_through as error_reached_customer,
    list_cents * if(is_diverted, 70, 100) // 100 as amount_cents,
    list_cents * (1000 - margin_per_mille + drawn(order_no, 'cost', [-70, -35, -15, 0, 15, 35, 90])) // 1000 as cost_cents
from priced;

-- STORY reprints: three in five orders whose error reached the customer are printed again, at the company's cost.
create table reprinted_facts as
with chosen as (
    select *, delivered_work_no + 1 + pick(order_no, 'reprint', 2) as reprint_work_no
    from order_facts
    where error_reached_customer and chance(order_no, 'is reprinted', 62000)
),
dated as (
    select
        chosen.*,
        ordered.day + to_seconds(drawn(order_no, 'time of reprint', [30000, 36000, 52000, 60000])) as reprint_ordered_at,
        promised.day as reprint_promised_day,
        delivered.day + to_seconds(drawn(order_no, 'time of reprint delivery', [30000, 36000, 52000, 60000]))
            as reprint_would_arrive_at
    from chosen
    join working_days as ordered on ordered.work_no = reprint_work_no
    join working_days as promised on promised.work_no = reprint_work_no + 2 + pick(order_no, 'reprint lead', 2)
    join working_days as delivered
        on delivered.work_no = promised.work_no + one_of(order_no, 'reprint late', [-1, -1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])
)
select * from dated where reprint_ordered_at < timestamp '2026-01-01';

create macro money(cents) as ((cents)::decimal(16, 2) / 100)::decimal(14, 2);

-- Both for all orders and for the reprinted ones.
create macro order_rows(facts) as table
select
    order_no,
    false as is_reprint,
    order_id(order_no) as order_id,
    customer_id(customer_no) as customer_id,
    ordered_at,
    -- one promise in five is for noon
    promised_day + to_hours(if(chance(order_no, 'by noon', 20000), 12, 17)) as promised_at,
    delivered_at,
    case when is_cancelled then 'cancelled' when is_delivered then 'delivered' else 'open' end as status,
    money(amount_cents) as amount,
    money(cost_cents) as cost,
    branch,
    if(
        is_diverted or chance(order_no, 'shipped elsewhere', 2500),
        one_of(order_no, 'shipped to', (select regions from all_regions)),
        region
    ) as region,
    channel,
    if(chance(order_no, 'colleague', 9000), one_of(order_no, 'which colleague', people), account_manager) as sales_person,
    case when has_error then one_of(order_no, 'error kind', [
        'item', 'item', 'item', 'size', 'size', 'stock', 'stock', 'stock', 'quantity', 'quantity', 'quantity', 'quantity',
        'address', 'address', 'date'
    ]) end as error_kind,
    error_reached_customer,
    null as corrects_order_id
from query_table(facts);

create table reprint_rows as
select
    order_no,
    true as is_reprint,
    original.order_id || '-R' as order_id,
    original.customer_id,
    reprint_ordered_at as ordered_at,
    reprint_promised_day + interval 17 hours as promised_at,
    if(reprint_would_arrive_at < timestamp '2026-01-01', reprint_would_arrive_at, null) as delivered_at,
    if(reprint_would_arrive_at < timestamp '2026-01-01', 'delivered', 'open') as status,
    money(0) as amount,
    original.cost,
    original.branch,
    original.region,
    'phone' as channel,
    original.sales_person,
    null as error_kind,
    false as error_reached_customer,
    original.order_id as corrects_order_id
from order_rows('reprinted_facts') as original
join reprinted_facts as reprint using (order_no)
order by order_no;

create macro orders_of(asked_year) as table
with both_kinds as (
    select * from order_rows('order_facts')
    where ordered_at >= make_timestamp(asked_year, 1, 1, 0, 0, 0) and ordered_at < make_timestamp(asked_year + 1, 1, 1, 0, 0, 0)
    union all
    select * from reprint_rows
    where ordered_at >= make_timestamp(asked_year, 1, 1, 0, 0, 0) and ordered_at < make_timestamp(asked_year + 1, 1, 1, 0, 0, 0)
)
select * exclude (order_no, is_reprint) from both_kinds order by ordered_at, order_no, is_reprint;

copy (from orders_of(2023)) to (getvariable('folder') || '/orders-2023.csv') (header, delimiter ',');
copy (from orders_of(2024)) to (getvariable('folder') || '/orders-2024.csv') (header, delimiter ',');
copy (from orders_of(2025)) to (getvariable('folder') || '/orders-2025.csv') (header, delimiter ',');
