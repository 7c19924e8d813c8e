-- What the company spends on winning customers and on keeping them, by month and branch.
-- STORY retention budget: nearly all of it goes into winning; through 2025 the company begins to shift.

copy (
    with planned as (
        select
            row_number() over (order by month_no, branch_no, purpose) as spend_no,
            date '2023-01-01' + to_months(month_no::int) as month_start,
            month_no,
            branch,
            branch_no,
            share,
            purpose
        from range(36) as months(month_no), branches, (values ('winning'), ('keeping')) as purposes(purpose)
    )
    select
        format('S{:05d}', spend_no) as spend_id,
        (month_start + to_days(4 + pick(spend_no, 'day of month', 23)::int))::date as spent_on,
        purpose,
        -- about 3 % of turnover for winning, 0.7 % for keeping
        money(
            getvariable('orders')::bigint * share * if(purpose = 'winning', 80 + month_no // 6, 17 + greatest(0, month_no - 24))
            // 1000 * (70 + pick(spend_no, 'level', 61)) // 100
        ) as amount,
        branch
    from planned
    order by spend_no
) to (getvariable('folder') || '/spend.csv') (header, delimiter ',');
