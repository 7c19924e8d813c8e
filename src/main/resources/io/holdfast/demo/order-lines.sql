-- What was ordered: one to four lines an order. The lines' amounts add up to the order's to the cent.

create macro line_rows(facts, is_reprint) as table
with splits as (
    select
        order_no,
        ordered_at,
        group_no,
        first_group,
        second_group,
        list_cents,
        amount_cents,
        one_of(order_no, 'split', [
            [0, 100], [0, 100], [0, 100], [0, 100], [0, 100], [0, 100],
            [0, 60, 100], [0, 72, 100], [0, 81, 100],
            [0, 45, 78, 100], [0, 58, 84, 100],
            [0, 40, 66, 87, 100]
        ]) as cut_at
    from query_table(facts)
),
lines as (
    select
        *,
        n + 1 as line_no,
        order_no::bigint * 4 + n as throw_no,
        -- the first line gives the order its group; what comes along is of the customer's usual groups
        if(n = 0, group_no, one_of(order_no::bigint * 4 + n, 'line group', [first_group, first_group, second_group, 1, 8]))
            as line_group_no,
        list_cents * cut_at[n + 2] // 100 - list_cents * cut_at[n + 1] // 100 as line_list_cents,
        amount_cents * cut_at[n + 2] // 100 - amount_cents * cut_at[n + 1] // 100 as line_cents
    from splits, range(len(cut_at) - 1) as line(n)
),
counted as (
    select
        *,
        one_of(throw_no, 'product', products) as product,
        line_list_cents * 100000
        // (price_milli * one_of(throw_no, 'product', price_pcts) * drawn(throw_no, 'unit price', [90, 95, 98, 100, 102, 105, 111]))
            as pieces
    from lines
    join product_groups as line_group on line_group.group_no = line_group_no
)
select
    order_no,
    ordered_at,
    order_id(order_no) || if(is_reprint, '-R', '') as order_id,
    line_no,
    product_group,
    product,
    -- print runs are round numbers
    case
        when pieces >= 1000 then pieces // 50 * 50
        when pieces >= 100 then pieces // 10 * 10
        else greatest(1, pieces)
    end::int as quantity,
    money(if(is_reprint, 0, line_cents)) as amount
from counted;

create table reprint_lines as
select line.* exclude (ordered_at), reprint.ordered_at
from line_rows('reprinted_facts', true) as line
join reprint_rows as reprint using (order_no)
order by order_no, line_no;

create macro order_lines_of(asked_year) as table
with both_kinds as (
    select order_no, ordered_at, order_id, line_no, product_group, product, quantity, amount from line_rows('order_facts', false)
    where ordered_at >= make_timestamp(asked_year, 1, 1, 0, 0, 0) and ordered_at < make_timestamp(asked_year + 1, 1, 1, 0, 0, 0)
    union all
    select order_no, ordered_at, order_id, line_no, product_group, product, quantity, amount from reprint_lines
    where ordered_at >= make_timestamp(asked_year, 1, 1, 0, 0, 0) and ordered_at < make_timestamp(asked_year + 1, 1, 1, 0, 0, 0)
)
select order_id, line_no, product_group, product, quantity, amount from both_kinds order by ordered_at, order_no, order_id, line_no;

copy (from order_lines_of(2023)) to (getvariable('folder') || '/order_lines-2023.csv') (header, delimiter ',');
copy (from order_lines_of(2024)) to (getvariable('folder') || '/order_lines-2024.csv') (header, delimiter ',');
copy (from order_lines_of(2025)) to (getvariable('folder') || '/order_lines-2025.csv') (header, delimiter ',');
