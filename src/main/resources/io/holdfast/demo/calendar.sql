-- The company's days: which are worked, and how much is ordered on each.
-- STORY growth and season: a Q4 peak, a dip around Chinese New Year, quiet weekends, 4 % more orders per customer and year.

create table calendar as
with days as (
    select unnest(generate_series(date '2023-01-01', date '2026-04-30', interval 1 day))::date as day
),
marked as (
    select
        day,
        isodow(day) < 6
        and strftime(day, '%m-%d') not in ('01-01', '05-01', '10-01', '12-25', '12-26')
        and day not in (
            date '2023-01-23', date '2023-01-24', date '2024-02-12', date '2024-02-13',
            date '2025-01-29', date '2025-01-30', date '2026-02-17', date '2026-02-18'
        ) as worked,
        day between date '2023-01-19' and date '2023-01-29'
        or day between date '2024-02-07' and date '2024-02-18'
        or day between date '2025-01-27' and date '2025-02-07' as new_year_week
    from days
)
select
    day,
    worked,
    -- working days before this one: a working day's own number, and for a day off that of the next working day
    (sum(worked::int) over (order by day rows unbounded preceding) - worked::int)::int as work_no,
    -- orders come in proportion to this
    case when day > date '2025-12-31' then 0 else
        [94, 84, 101, 98, 99, 100, 95, 92, 105, 109, 117, 112][month(day)]
        * case when not worked then [9, 9, 9, 9, 9, 9, 6][isodow(day)] else [112, 108, 104, 100, 92][isodow(day)] end
        * case when new_year_week then 55 else 100 end
        * (1000 + 40 * (day - date '2023-01-01') // 365)
        // 10000000
    end::int as pull
from marked;

create table working_days as
select work_no, day from calendar where worked;

-- Equal parcels of demand in the order of time. A customer's orders are spread over parcels, so that the season comes by itself.
create table parcels as
with pulls as (
    select day, work_no, pull, sum(pull) over (order by day rows unbounded preceding) - pull as before from calendar
)
select (before + n)::int as parcel, day, work_no
from pulls, range(pull) as parcel(n)
order by parcel;

create macro parcel_of(asked_day) as (select min(parcel) from parcels where day >= asked_day);
create macro parcel_count() as (select count(*) from parcels);

-- Minutes of working days since the calendar began: weekends stand still, nights do not, for there is a desk on both continents.
create macro working_minute(work_no, worked, moment) as
    work_no::bigint * 1440 + case when worked then hour(moment) * 60 + minute(moment) else 0 end;
