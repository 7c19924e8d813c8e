-- How long new customers remained customers, in months since that of their first order: until the month at whose end they had
-- ordered nothing within the activity window (lost), or until the last whole month or their release, which nobody can see
-- beyond (censored). Who comes back after that does not count again.
with gaps as (
    select
        m.customer_no,
        m.month_number,
        min(m.month_number) over (partition by m.customer_no) as from_month,
        lead(m.month_number) over (partition by m.customer_no order by m.month_number) as next_month
    from insight_month m
    join insight_customer c on c.customer_no = m.customer_no
    where c.is_new
),
ended as (
    select
        customer_no,
        from_month,
        min(case when next_month is null or next_month - month_number > activity_months then month_number end)
            + activity_months as lost_month
    from gaps
    cross join insight_bounds
    group by customer_no, from_month, activity_months
),
watched as (
    select
        e.from_month,
        e.lost_month,
        case
            when c.released_on is not null and extract(year from c.released_on) * 12 + extract(month from c.released_on)
                < last_month then cast(extract(year from c.released_on) * 12 + extract(month from c.released_on) as integer)
            else last_month
        end as until_month
    from ended e
    cross join insight_bounds
    join insight_customer c on c.customer_no = e.customer_no
)
select
    cast((from_month - 1 - mod(from_month - 1, 12)) / 12 as integer) as cohort,
    case
        when lost_month <= until_month then lost_month - from_month
        when until_month > from_month then until_month - from_month
        else 0
    end as months,
    count(case when lost_month <= until_month then 1 end) as lost,
    count(case when lost_month > until_month then 1 end) as censored
from watched
group by cohort, months
order by cohort, months
