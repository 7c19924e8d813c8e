-- Written by hand for the benchmark: revenue of the top fifth of the customers and of all, over a year.
select period_start, $by, grouping($by) as g,
    sum(revenue) filter (where (place - 1) * 5 < customers) as value_n,
    sum(revenue) as value_d,
    sum(revenue) filter (where (place - 1) * 50 < customers) as top_2_n,
    sum(revenue) as top_2_d,
    sum(revenue) filter (where (place - 1) * 50 >= customers and (place - 1) * 5 < customers) as next_18_n,
    sum(revenue) as next_18_d,
    count(*) filter (where larger * 5 < total * 4) as customers_for_80
from p
join r using (mon)
join c using (no)
group by grouping sets ($sets)
