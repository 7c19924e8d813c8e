-- One row for each period and customer that ordered in it, on the period's last day. Until a whole activity window of
-- orders is known before a period, nobody knows who had ordered before, so earlier periods have no rows.
with months as (
    select distinct month_number from customer_months
),
months_of_periods as (
    select p.period_start, p.last_day, n.month_number
    from periods p
    cross join parameters
    join records r on r.since_month <= p.first_month - activity_months
    join months n on n.month_number >= p.first_month and n.month_number <= p.last_month
),
ordered as (
    select distinct n.period_start, n.last_day, m.customer_no
    from months_of_periods n
    join customer_months m on m.month_number = n.month_number
)
select
    a.customer_id as id,
    a.customer_id,
    o.last_day as day,
    case when a.customer_since < o.period_start then 1 else 0 end as hit,
    1 as base,
    cast(null as varchar(20)) as excluded,
    a.branch,
    a.segment
from ordered o
join accounts a on a.customer_no = o.customer_no
