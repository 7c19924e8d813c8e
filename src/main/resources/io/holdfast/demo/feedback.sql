-- What customers say: complaints, questions, answers to surveys, praise. Follows from the orders.

-- STORY recurring category: from mid June 2025 colours of brochures, packaging and labels deviate, at all branches, more each
-- month; the complaints come from many customers.
create macro colour_complaints_per_100k(group_no, delivered_at) as
    case
        when group_no in (2, 3, 4) and delivered_at >= timestamp '2025-06-16'
            then [0, 0, 0, 0, 0, 450, 800, 1000, 1300, 1700, 2200, 2800][month(delivered_at)]
        else 0
    end;

create table feedback_orders as
with judged as (
    select
        *,
        -- STORY leaving without a word: who leaves after failures does not complain of them first
        chance(
            order_no,
            'complains',
            (1450 + if(is_late, 11000, 0) + if(error_reached_customer, 30000, 0)) // if(is_failing, 10, 1)
        ) and is_delivered as complains,
        is_delivered and not is_failing
        and chance(order_no, 'colour deviates', colour_complaints_per_100k(group_no, delivered_at)) as complains_of_colour,
        chance(order_no, 'asks', 5500) as asks,
        is_delivered and chance(order_no, 'is surveyed', if(is_failing, 2500, 6500)) as is_surveyed,
        is_delivered and not is_late and not is_failing and chance(order_no, 'praises', 900) as praises
    from order_facts
)
select
    order_no,
    customer_no,
    branch_no,
    language,
    group_no,
    ordered_at,
    work_no,
    delivered_work_no,
    greatest(1, would_arrive_at::date - promised_day)::int as days_late,
    is_late,
    error_reached_customer,
    complains,
    complains_of_colour,
    asks,
    is_surveyed,
    praises
from judged
where complains or complains_of_colour or asks or is_surveyed or praises
order by order_no;

-- STORY slow branch: South answers three to four times as slowly from 2024 on, and worse month by month through 2025.
-- In per cent of the usual time.
create macro slowness_pct(branch_no, received_at) as
    case
        when branch_no <> 2 then
            [100, 0, 92, 104, 96][branch_no]
            -- since the press breakdown everybody has more to explain, West most
            + case when received_at >= timestamp '2025-09-01' then [12, 0, 8, 25, 10][branch_no] else 0 end
        when year(received_at) < 2024 then 115
        when year(received_at) = 2024 then 290
        else 310 + 18 * month(received_at)
    end;

create view feedback_received as
with feedback_with_odd as (
    select feedback_orders.*, odd
    from feedback_orders
    join (select group_no, list(category order by category) as odd from odd_complaints group by group_no) using (group_no)
),
kinds as (
    select
        *,
        order_no::bigint * 4 as feedback_no,
        'complaint' as kind,
        case
            when complains and error_reached_customer then 'wrong item'
            when complains and is_late then 'late delivery'
            when complains_of_colour then 'colour deviation'
            when chance(order_no, 'odd complaint', 25000) then one_of(order_no, 'which odd complaint', odd)
            else one_of(order_no, 'category', [
                'print quality', 'print quality', 'print quality', 'damaged in transit', 'damaged in transit',
                'cutting and finishing', 'cutting and finishing', 'invoice', 'service', 'colour deviation'
            ])
        end as category
    from feedback_with_odd
    where complains or complains_of_colour
    union all
    select *, order_no::bigint * 4 + 1, 'question', one_of(order_no, 'question', [
        'delivery date', 'delivery date', 'delivery date', 'artwork', 'artwork', 'paper and finishing', 'price', 'price', 'invoice'
    ])
    from feedback_with_odd
    where asks
    union all
    select *, order_no::bigint * 4 + 2, 'survey', null from feedback_with_odd where is_surveyed
    union all
    select *, order_no::bigint * 4 + 3, 'praise', one_of(order_no, 'praised', ['quality', 'service', 'speed'])
    from feedback_with_odd
    where praises
),
dated as (
    select
        kinds.*,
        -- a few write at the weekend
        greatest(
            ordered_at + to_minutes(5 + pick(feedback_no, 'soon', 90)),
            received.day + if(chance(feedback_no, 'weekend', 8000), 1 + pick(feedback_no, 'day on', 2), 0)::int
            + to_seconds(drawn(feedback_no, 'time of day', [27000, 31000, 34000, 36500, 39500, 46000, 51000, 55000, 60000, 70000]))
        )::timestamp(0) as received_at
    from kinds
    join working_days as received
        on received.work_no = case
            when kind = 'question' then kinds.work_no + pick(feedback_no, 'days on', 3)
            when kind = 'survey' then delivered_work_no + 2 + pick(feedback_no, 'days on', 6)
            else delivered_work_no + 1 + pick(feedback_no, 'days on', 4)
        end
)
select *, slowness_pct(branch_no, received_at) as slowness
from dated
where received_at < timestamp '2026-01-01';

create view feedback_answered as
with answering as (
    select
        received.*,
        kind in ('complaint', 'question')
        and not chance(feedback_no, 'never answered', if(slowness > 200, 4500, 1300)) as is_answered,
        kind in ('complaint', 'question') and not chance(feedback_no, 'never resolved', if(slowness > 200, 6000, 3500))
            as is_resolved,
        working_minute(today.work_no, today.worked, received_at) + 2
        + drawn(feedback_no, 'answer', [5, 55, 135, 225, 315, 405, 505, 640, 850, 1250, 2700]) * slowness // 100
            as answered_minute
    from feedback_received as received
    join calendar as today on today.day = received_at::date
),
settling as (
    select
        *,
        answered_minute + case
            when kind = 'complaint' then drawn(feedback_no, 'settled', [70, 600, 1440, 2200, 3400, 4800, 6700, 9600, 15400])
                * if(slowness > 200, 150, 100) // 100
            when chance(feedback_no, 'settled at once', 70000) then 0
            else pick(feedback_no, 'settled', 1600)
        end as resolved_minute
    from answering
),
dated as (
    select
        settling.*,
        answered.day + to_seconds(answered_minute % 1440 * 60 + pick(feedback_no, 'second', 60)) as would_answer_at,
        resolved.day + to_seconds(resolved_minute % 1440 * 60 + 59) as would_resolve_at
    from settling
    join working_days as answered on answered.work_no = answered_minute // 1440
    join working_days as resolved on resolved.work_no = resolved_minute // 1440
)
select
    *,
    case when is_answered and would_answer_at < timestamp '2026-01-01' then would_answer_at end as answered_at,
    case when is_answered and is_resolved and would_resolve_at < timestamp '2026-01-01' then would_resolve_at end as resolved_at,
    -- from 0 to 10; a failure costs three points
    case
        when kind = 'survey' then greatest(0, least(10,
            drawn(feedback_no, 'score', [3, 6, 7, 7, 8, 8, 9, 9, 9, 10, 10])
            - if(is_late, 3, 0) - if(error_reached_customer, 3, 0) - if(complains_of_colour, 2, 0)
            - if(slowness > 200 and chance(feedback_no, 'waited', 40000), 2, 0)
        ))
    end::int as content
from dated;

-- STORY scales: half of the surveys ask how content the customer is, from 1 to 5, the others whether it would recommend the
-- company, from 0 to 10. Until June 2023 Harbour still sent out the form of its former owner, from 1 to 7.
create macro survey_scale(feedback_no, branch_no, received_at) as
    case
        when branch_no = 5 and received_at < timestamp '2023-07-01' then 7
        when chance(feedback_no, 'asked whether it would recommend us', 50000) then 10
        else 5
    end;

create macro on_scale(content, scale) as
    case scale when 10 then content when 5 then [1, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5][content + 1] else 1 + content * 6 // 10 end;

create table feedback_rows as
select
    feedback_no,
    'F' || left(kind, 1).upper() || format('{:08d}', order_no) as feedback_id,
    customer_no,
    order_no,
    kind,
    category,
    received_at,
    answered_at,
    resolved_at,
    case when kind = 'survey' then on_scale(content, survey_scale(feedback_no, branch_no, received_at)) end as score,
    case when kind = 'survey' then survey_scale(feedback_no, branch_no, received_at) end as scale,
    language,
    group_no,
    days_late,
    coalesce(category, case when content >= 9 then 'high' when content >= 7 then 'middle' else 'low' end) as topic
from feedback_answered
order by received_at, feedback_no;

create macro feedback_of(asked_year) as table
with worded as (
    select
        feedback.*,
        case
            -- most who answer a survey leave the comment empty
            when kind = 'survey' and chance(feedback_no, 'no comment', 55000) then null
            when kind in ('complaint', 'question')
                then one_of(feedback_no, 'opening', openings) || one_of(feedback_no, 'text', texts)
                    || one_of(feedback_no, 'closing', closings)
            else one_of(feedback_no, 'text', texts)
        end as template,
        if(feedback.language = 'zh', group_zh, group_en) as group_name,
        case
            when feedback.language = 'zh' then days_late || '天'
            when days_late = 1 then 'a day'
            else days_late || ' days'
        end as delay,
        -- some words come to everybody's mind, others to few
        words[1 + least(pick(feedback_no, 'one word', len(words)), pick(feedback_no, 'another word', len(words)))] as word
    from feedback_rows as feedback
    join product_groups using (group_no)
    join feedback_texts using (kind, topic, language)
    join politeness using (language)
    where received_at >= make_timestamp(asked_year, 1, 1, 0, 0, 0) and received_at < make_timestamp(asked_year + 1, 1, 1, 0, 0, 0)
)
select
    feedback_id,
    customer_id(customer_no) as customer_id,
    case when kind <> 'question' or not chance(feedback_no, 'no order given', 25000) then order_id(order_no) end as order_id,
    kind,
    category,
    received_at,
    answered_at,
    resolved_at,
    score,
    scale,
    case
        when kind = 'survey' and chance(feedback_no, 'has a word', 70000)
            then if(chance(feedback_no, 'writes large', 20000), upper(left(word, 1)) || substr(word, 2), word)
    end as one_word,
    replace(replace(replace(template, '{group}', group_name), '{days}', delay), '{order}', order_id(order_no)) as text,
    language
from worded
order by worded.received_at, feedback_no;

copy (from feedback_of(2023)) to (getvariable('folder') || '/feedback-2023.csv') (header, delimiter ',');
copy (from feedback_of(2024)) to (getvariable('folder') || '/feedback-2024.csv') (header, delimiter ',');
copy (from feedback_of(2025)) to (getvariable('folder') || '/feedback-2025.csv') (header, delimiter ',');
