select
    file_line,
    order_id,
    order_item_id as line_no,
    product_id as product,
    '1' as quantity,
    price as amount
from input
