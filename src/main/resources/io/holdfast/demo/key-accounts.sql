-- The accounts that everybody in the house knows by name. Orders are those of a company of 50,000 orders and more;
-- a smaller one has them in proportion.
-- STORY fading key accounts: Fennmoor Cosmetics Group, among the ten largest of 2024, meets reprints and late jobs from
-- October 2024 to March 2025 and orders less every quarter of 2025. Tavelin Pharma AG, 澜舟茶业 and Ostergate Toys fade less.

create table key_accounts as
select * from (values
    -- place: how far down the customer list, in per cent. price_pct: usual order against that of other key accounts
    (2, 'Fennmoor Cosmetics Group', 'en', 1, 8, 3, 4, 130, date '2024-10-01', date '2025-03-31', 38000, 17000),
    (5, 'Tavelin Pharma AG', 'en', 2, 2, 3, 5, 120, date '2024-11-01', date '2025-04-30', 24000, 8000),
    (8, '上海澜舟茶业有限公司', 'zh', 3, 1, 3, 4, 130, date '2025-01-01', date '2025-05-31', 22000, 7000),
    (11, 'Ostergate Toys BV', 'en', 4, 3, 3, 6, 110, date '2025-02-01', date '2025-06-30', 20000, 7000),
    (14, '苏州恒曜医药科技有限公司', 'zh', 3, 2, 3, 4, 125, null, null, 0, 0),
    (17, 'Quillhaven Publishing', 'en', 4, 4, 5, 2, 160, null, null, 0, 0),
    (20, '新加坡星屿文化传媒有限公司', 'zh', 5, 4, 2, 7, 110, null, null, 0, 0),
    (23, 'Merribel Foods Ltd', 'en', 1, 1, 4, 3, 120, null, null, 0, 0),
    (26, 'Castelvane Wines', 'en', 2, 1, 4, 2, 105, null, null, 0, 0),
    (29, '杭州青梧教育科技有限公司', 'zh', 3, 6, 5, 8, 115, null, null, 0, 0),
    (32, 'Straitwind Shipping Pte Ltd', 'en', 5, 8, 8, 4, 90, null, null, 0, 0),
    (35, 'Dorrigate Outfitters AB', 'en', 1, 3, 3, 2, 115, null, null, 0, 0)
) as account(
    place, name, language, branch_no, trade_no, first_group, second_group, price_pct,
    trouble_from, trouble_to, trouble_late_per_100k, trouble_error_per_100k
);

create table key_account_orders as
select * from (values
    (2, date '2023-01-01', 285), (2, date '2024-01-01', 305), (2, date '2025-01-01', 52),
    (2, date '2025-04-01', 30), (2, date '2025-07-01', 14), (2, date '2025-10-01', 6),
    (5, date '2023-01-01', 200), (5, date '2024-01-01', 205), (5, date '2025-01-01', 84), (5, date '2025-07-01', 54),
    (8, date '2023-01-01', 160), (8, date '2024-01-01', 182), (8, date '2025-01-01', 76), (8, date '2025-07-01', 58),
    (11, date '2023-01-01', 150), (11, date '2024-01-01', 160), (11, date '2025-01-01', 68), (11, date '2025-07-01', 48),
    (14, date '2023-01-01', 330), (14, date '2024-01-01', 360), (14, date '2025-01-01', 395),
    (17, date '2023-01-01', 180), (17, date '2024-01-01', 184), (17, date '2025-01-01', 190),
    (20, date '2023-01-01', 240), (20, date '2024-01-01', 262), (20, date '2025-01-01', 280),
    (23, date '2023-01-01', 250), (23, date '2024-01-01', 245), (23, date '2025-01-01', 252),
    (26, date '2023-01-01', 140), (26, date '2024-01-01', 150), (26, date '2025-01-01', 148),
    (29, date '2023-01-01', 160), (29, date '2024-01-01', 190), (29, date '2025-01-01', 226),
    (32, date '2023-01-01', 210), (32, date '2024-01-01', 214), (32, date '2025-01-01', 220),
    (35, date '2023-01-01', 120), (35, date '2024-01-01', 132), (35, date '2025-01-01', 150)
) as account_orders(place, from_day, orders);
