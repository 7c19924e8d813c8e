-- The rhythm of each customer: days between order-days, the lower median of them, and how many of its own were longer than
-- the present one. A customer with fewer than two gaps has no rhythm of its own; that of the company serves.
with days as (
    select distinct place, day from churn_order where cents >= 0
),
gaps as (
    select place, day, day - lag(day) over (partition by place order by day) as gap from days
),
company as (
    select percentile_disc(0.5) within group (order by gap) as gap from gaps where gap is not null
),
worth as (
    select place, sum(cents) as cents from churn_order group by place
),
own as (
    select
        place,
        min(day) as first_day,
        max(day) as last_day,
        count(*) as order_days,
        count(gap) as gaps,
        percentile_disc(0.5) within group (order by gap) as gap
    from gaps
    group by place
),
longer as (
    select g.place, count(*) as longer
    from gaps g
    cross join churn_parameters
    join own o on o.place = g.place
    where g.gap > (as_of - date '1970-01-01') - o.last_day
    group by g.place
)
select
    o.place,
    cast(date '1970-01-01' + cast(o.first_day as integer) as date) as first_order,
    cast(date '1970-01-01' + cast(o.last_day as integer) as date) as last_order,
    o.order_days,
    cast(greatest(w.cents, 0) / cast(100.0 as decimal(4, 1)) / o.order_days as decimal(18, 2)) as mean_order_value,
    case when o.gaps >= 2 then o.gap else company.gap end as usual_gap,
    case when o.gaps >= 2 then 'own' when company.gap is not null then 'company' end as usual_gap_of,
    case when o.gaps >= 2 then cast(coalesce(l.longer, 0) * 1.0 / o.gaps as decimal(9, 6)) end as longer_gaps
from own o
join worth w on w.place = o.place
cross join company
left join longer l on l.place = o.place
