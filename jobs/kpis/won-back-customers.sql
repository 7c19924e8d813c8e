-- One row for each period and customer that was lost in the 24 months up to its end, on the period's last day: did it come
-- back in the period? A customer lost twice in that time counts once. Until losses of all those months are known, there are no rows:
-- nobody can be lost in the first activity window of the records.
with lost as (
    select
        p.last_day,
        s.customer_no,
        max(case when s.back_month >= p.first_month and s.back_month <= p.last_month then 1 else 0 end) as won_back
    from periods p
    cross join parameters
    join records r on r.since_month <= p.last_month - 23 - activity_months
    join spells s on s.until_month + 1 > p.last_month - 24 and s.until_month + 1 <= p.last_month
    group by p.last_day, s.customer_no
)
select
    a.customer_id as id,
    a.customer_id,
    l.last_day as day,
    case when a.released_on <= l.last_day then 0 else l.won_back end as hit,
    case when a.released_on <= l.last_day then 0 else 1 end as base,
    case when a.released_on <= l.last_day then 'released' end as excluded,
    a.branch,
    a.segment,
    a.account_manager
from lost l
join accounts a on a.customer_no = l.customer_no
