-- One row for each low score, on the day it came in: of the two lowest of the company's own scale, or, from 0 to 10, that
-- of a detractor (0 to 6).
select
    customer_id,
    cast(received_at as date) as day
from feedback
cross join parameters
where (scale = survey_scale and score >= lowest_score and score <= lowest_score + 1)
    or (scale = 10 and survey_scale <> 10 and score >= 0 and score <= 6)
