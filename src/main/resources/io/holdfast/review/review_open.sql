-- The oldest twelve of what is open, complaints first.
select
    '{kind}' as kind,
    item,
    cast(ordinal as integer) as ordinal,
    what,
    reference,
    customer_id,
    name,
    category,
    since,
    days,
    amount,
    answered
from (
    select *, row_number() over (partition by item order by what, since, reference) as ordinal,
        row_number() over (partition by item, what order by since, reference) as place
    from review_pending
) placed
where place <= 12
order by item, ordinal
