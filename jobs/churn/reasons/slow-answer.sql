-- One row for each question or complaint that was not answered within the answer standard, on the day on which its time ran
-- out: hours of the calendar, whatever the business hours.
select
    customer_id,
    cast(received_at + answer_standard_hours * interval '1' hour as date) as day
from feedback
cross join parameters
where kind in ('question', 'complaint')
    and (answered_at is null or answered_at > received_at + answer_standard_hours * interval '1' hour)
