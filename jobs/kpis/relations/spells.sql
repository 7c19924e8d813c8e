-- One row for each time that somebody was a customer without a break: from the month of its first order until the last
-- month at whose end it had ordered within the activity window, and the month in which it came back, if it did. A
-- customer is lost in the month after until_month.
with months as (
    select
        customer_no,
        month_number,
        lag(month_number) over (partition by customer_no order by month_number) as month_before,
        max(month_number) over (partition by customer_no) as latest_month
    from customer_months
),
starts as (
    select
        customer_no,
        month_number as from_month,
        latest_month,
        lead(month_before) over (partition by customer_no order by month_number) as last_before_break,
        lead(month_number) over (partition by customer_no order by month_number) as back_month
    from months
    cross join parameters
    where month_before is null or month_number - month_before > activity_months
)
select
    customer_no,
    from_month,
    coalesce(last_before_break, latest_month) as last_order_month,
    cast(coalesce(last_before_break, latest_month) + activity_months - 1 as integer) as until_month,
    back_month
from starts
cross join parameters
