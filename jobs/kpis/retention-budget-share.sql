-- One row for each amount spent, on its day. What is for neither winning nor keeping customers does not count.
select
    spend_id as id,
    cast(null as varchar(20)) as customer_id,
    spent_on as day,
    case when purpose = 'keeping' then amount else 0 end as hit,
    case when purpose in ('winning', 'keeping') then amount else 0 end as base,
    case when purpose in ('winning', 'keeping') then null else 'other-purpose' end as excluded,
    branch
from spend
