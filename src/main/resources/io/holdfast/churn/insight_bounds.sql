-- One row: the days between which everything here is counted. The year is the twelve months up to the as-of day.
select
    date '{as-of}' as as_of,
    {horizon} as horizon_days,
    {activity-months} as activity_months,
    cast(date '{as-of}' + interval '1' day - interval '12' month as date) as year_start,
    cast(date '{as-of}' + interval '1' day - interval '{activity-months}' month as date) as window_start,
    -- of the last whole month
    cast(
        extract(year from date '{as-of}' + interval '1' day) * 12
            + extract(month from date '{as-of}' + interval '1' day) - 1
        as integer
    ) as last_month
