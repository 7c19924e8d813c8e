-- One row for each customer and each answer in one word that it gave in the two years up to the period's end: which
-- language, and whether it was in the last year (1) or in the year before (0).
select distinct
    f.customer_id,
    f.language,
    trim(f.one_word) as answer,
    case when f.received_at >= p.last_day + interval '1' day - interval '12' month then 1 else 0 end as last_year
from feedback f
cross join parameters p
where trim(f.one_word) <> ''
    and f.received_at >= p.last_day + interval '1' day - interval '24' month
    and f.received_at < p.last_day + interval '1' day
