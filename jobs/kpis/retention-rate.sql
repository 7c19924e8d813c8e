-- One row for each period and customer at its start, on the period's last day: is it still a customer at the end?
-- 'Customer' means: ordered within the activity window. New ones and those who come back were none at the start, so
-- they are on neither side; released ones leave both. Until a whole activity window of orders is known before a period,
-- nobody can have left it, so earlier periods have no rows.
select
    y.customer_id as id,
    y.customer_id,
    y.last_day as day,
    case when a.released_on is null or a.released_on > y.last_day then case when y.orders > 0 then 1 else 0 end else 0 end
        as hit,
    case when a.released_on is null or a.released_on > y.last_day then 1 else 0 end as base,
    case when a.released_on <= y.last_day then 'released' end as excluded,
    a.branch
from account_years y
cross join parameters
join accounts a on a.customer_id = y.customer_id
where y.orders_at_start > 0 and y.months_before >= activity_months
