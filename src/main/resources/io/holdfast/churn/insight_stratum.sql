-- One row for each stratum of each origin: who met the reason in its lookback, and what came of them.
with exposed as (
    select distinct o.origin_no, e.customer_no
    from insight_event e
    join insight_origins o
        on e.day > o.origin - {lookback} * interval '1' day
        and e.day <= o.origin
)
select
    c.origin_no,
    c.frequency,
    c.recency,
    count(e.customer_no) as exposed,
    count(case when c.lapsed = 1 then e.customer_no end) as exposed_lapsed,
    count(*) - count(e.customer_no) as unexposed,
    count(case when c.lapsed = 1 and e.customer_no is null then 1 end) as unexposed_lapsed
from insight_origin c
left join exposed e on e.origin_no = c.origin_no and e.customer_no = c.customer_no
group by c.origin_no, c.frequency, c.recency
order by c.origin_no, c.frequency, c.recency
