-- For each period the trailing year, on the period's last day: one row for each amount spent on winning or keeping
-- customers, for each customer that is new, and for each that was one at the year's start and still is at its end and was
-- not released. Until a whole activity window of orders is known before the year, nobody knows who is new or kept.
with years as (
    select
        p.last_day,
        p.last_month,
        cast(date_trunc('month', p.last_day) - interval '11' month as date) as first_day
    from periods p
    cross join parameters
    join records r on r.since_month <= p.last_month - 11 - activity_months
)
select
    s.spend_id as id,
    cast(null as varchar(20)) as customer_id,
    y.last_day as day,
    case when s.purpose = 'winning' then s.amount else 0 end as hit,
    0 as base,
    case when s.purpose = 'keeping' then s.amount else 0 end as other_hit,
    0 as other_base,
    cast(null as varchar(20)) as excluded,
    s.branch
from years y
join spend s on s.spent_on >= y.first_day and s.spent_on <= y.last_day
where s.purpose in ('winning', 'keeping')
union all
select
    a.customer_id,
    a.customer_id,
    y.last_day,
    0,
    1,
    0,
    0,
    null,
    a.branch
from years y
join accounts a on a.customer_since >= y.first_day and a.customer_since <= y.last_day
union all
select
    a.customer_id,
    a.customer_id,
    y.last_day,
    0,
    0,
    0,
    case when a.released_on <= y.last_day then 0 else 1 end,
    case when a.released_on <= y.last_day then 'released' end,
    a.branch
from years y
join spells s on s.from_month <= y.last_month - 12 and s.until_month >= y.last_month - 12
left join spells back
    on back.customer_no = s.customer_no
    and back.from_month > y.last_month - 12
    and back.from_month <= y.last_month
    and back.until_month >= y.last_month
join accounts a on a.customer_no = s.customer_no
where s.until_month >= y.last_month or back.customer_no is not null
