select
    min(file_line) as file_line,
    customer_unique_id as customer_id,
    min(customer_city) || ' ' || left(customer_unique_id, 8) as name,
    case
        when min(customer_state) in ('AC', 'AM', 'AP', 'PA', 'RO', 'RR', 'TO') then 'Norte'
        when min(customer_state) in ('AL', 'BA', 'CE', 'MA', 'PB', 'PE', 'PI', 'RN', 'SE') then 'Nordeste'
        when min(customer_state) in ('DF', 'GO', 'MS', 'MT') then 'Centro-Oeste'
        when min(customer_state) in ('ES', 'MG', 'RJ', 'SP') then 'Sudeste'
        when min(customer_state) in ('PR', 'RS', 'SC') then 'Sul'
    end as branch,
    min(customer_state) as region
from input
group by customer_unique_id
