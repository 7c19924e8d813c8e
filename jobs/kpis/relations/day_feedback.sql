-- One row for each day and kind of feedback that came in, of the twelve weeks up to the period's last day.
select
    cast(f.received_at as date) as day,
    f.kind,
    count(*) as received
from feedback f
cross join parameters p
where f.received_at >= p.last_day - interval '84' day and f.received_at < p.last_day + interval '1' day
group by cast(f.received_at as date), f.kind
