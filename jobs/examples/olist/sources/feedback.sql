select
    r.file_line,
    r.review_id || '-' || r.order_id as feedback_id,
    b.customer_unique_id as customer_id,
    r.order_id,
    case when r.review_score in ('1', '2') then 'complaint' else 'survey' end as kind,
    r.review_creation_date as received_at,
    r.review_answer_timestamp as answered_at,
    r.review_score as score,
    '5' as scale,
    case
        when r.review_comment_title is null then r.review_comment_message
        when r.review_comment_message is null then r.review_comment_title
        else r.review_comment_title || ': ' || r.review_comment_message
    end as text,
    'pt' as language
from input r
left join orders_file o on o.order_id = r.order_id
left join buyers b on b.customer_id = o.customer_id
