-- One row for each period and customer at its start, on the period's last day: is it still a customer at the end?
-- New ones and those who come back were none at the start, so they are on neither side; released ones leave both.
select
    a.customer_id as id,
    a.customer_id,
    k.last_day as day,
    case when k.released = 0 then k.kept else 0 end as hit,
    1 - k.released as base,
    case when k.released = 1 then 'released' end as excluded,
    a.branch,
    a.segment,
    a.account_manager
from kept_customers k
join accounts a on a.customer_no = k.customer_no
