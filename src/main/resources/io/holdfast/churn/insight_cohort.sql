-- Who ordered again how many {grain}s after the one of its first order; new customers only, whole {grain}s only.
with numbered as (
    select distinct
        m.customer_no,
        cast((m.month_number - 1 - mod(m.month_number - 1, {months})) / {months} as integer) as part
    from insight_month m
    join insight_customer c on c.customer_no = m.customer_no
    where c.is_new and m.month_number <= (select last_month - mod(last_month, {months}) from insight_bounds)
),
begun as (
    select customer_no, part, min(part) over (partition by customer_no) as cohort from numbered
)
select
    cohort,
    part - cohort as after,
    count(*) as customers,
    (select cast((last_month - mod(last_month, {months})) / {months} as integer) - 1 from insight_bounds) as last_part
from begun
group by cohort, part - cohort
order by cohort, after
