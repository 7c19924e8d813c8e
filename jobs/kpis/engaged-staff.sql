-- For each period one row for each answer of the trailing year, on the period's last day: surveys are too rare for every
-- month to have one.
select
    s.answer_id as id,
    cast(null as varchar(20)) as customer_id,
    p.last_day as day,
    case when s.engaged then 1 else 0 end as hit,
    1 as base,
    cast(null as varchar(20)) as excluded,
    s.branch
from periods p
join staff s
    on s.surveyed_on <= p.last_day
    and extract(year from s.surveyed_on) * 12 + extract(month from s.surveyed_on) > p.last_month - 12
