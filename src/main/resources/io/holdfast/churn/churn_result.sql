-- What became of a list whose horizon has passed: {file} is the very file of that day, the orders are those known today.
-- Who was released within the horizon is counted apart: nobody can say whether that customer would have stopped.
with said as (
    select customer_id, p_lapse, list_place from read_parquet({file}) where status = 'active'
),
came as (
    select distinct customer_id
    from orders
    where coalesce(status, 'open') <> 'cancelled'
        and coalesce(amount, 0) >= 0
        and cast(ordered_at as date) > date '{as-of}'
        and cast(ordered_at as date) <= date '{due}'
),
judged as (
    select
        s.list_place is not null as listed,
        s.p_lapse,
        c.customer_id is null as stopped,
        r.customer_id is not null as released
    from said s
    left join came c on c.customer_id = s.customer_id
    left join customers r on r.customer_id = s.customer_id and r.released_on <= date '{due}'
)
select
    count(*) filter (where not released) as customers,
    count(*) filter (where released) as released,
    count(*) filter (where not released and stopped) as stopped,
    coalesce(sum(p_lapse) filter (where not released), 0) as expected,
    count(*) filter (where not released and listed) as listed,
    count(*) filter (where not released and listed and stopped) as hits,
    coalesce(sum(p_lapse) filter (where not released and listed), 0) as listed_expected
from judged
