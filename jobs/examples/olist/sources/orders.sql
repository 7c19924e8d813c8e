with paid as (
    select order_id, sum(cast(payment_value as decimal(18, 2))) as amount
    from payments
    group by order_id
)
select
    o.file_line,
    o.order_id,
    b.customer_unique_id as customer_id,
    o.order_purchase_timestamp as ordered_at,
    o.order_estimated_delivery_date as promised_at,
    o.order_delivered_customer_date as delivered_at,
    case o.order_status
        when 'delivered' then 'delivered'
        when 'canceled' then 'cancelled'
        when 'unavailable' then 'cancelled'  -- sold out: it will never be delivered
        when 'created' then 'open'
        when 'approved' then 'open'
        when 'processing' then 'open'
        when 'invoiced' then 'open'
        when 'shipped' then 'open'
        else o.order_status  -- a word that is new is refused, not guessed at
    end as status,
    cast(p.amount as varchar) as amount,
    case
        when b.customer_state in ('AC', 'AM', 'AP', 'PA', 'RO', 'RR', 'TO') then 'Norte'
        when b.customer_state in ('AL', 'BA', 'CE', 'MA', 'PB', 'PE', 'PI', 'RN', 'SE') then 'Nordeste'
        when b.customer_state in ('DF', 'GO', 'MS', 'MT') then 'Centro-Oeste'
        when b.customer_state in ('ES', 'MG', 'RJ', 'SP') then 'Sudeste'
        when b.customer_state in ('PR', 'RS', 'SC') then 'Sul'
    end as branch,
    b.customer_state as region
from input o
left join paid p on p.order_id = o.order_id
left join buyers b on b.customer_id = o.customer_id
