-- The trailing year and the one before it, and the moment that counts as the end: the period's, or the as-of point where that
-- is earlier.
select
    last_day,
    cast(last_day + interval '1' day as date) as after_last,
    cast(last_day + interval '1' day - interval '12' month as date) as year_start,
    cast(last_day + interval '1' day - interval '24' month as date) as before_start,
    least(as_of, cast(last_day + interval '1' day as timestamp)) as closing,
    least(as_of_day, last_day) as closing_day,
    tolerance_days
from parameters
