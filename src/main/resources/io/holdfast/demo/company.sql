-- The printing company: its branches, the regions it ships to, its people, what it prints.

create table branches as
select * from (values
    -- late_per_100k: promises missed in a normal month; share: customers of 1,000
    (1, 'North', ['Hamburg', 'Copenhagen', 'Gothenburg'], 10, 3100, 160,
        ['Anders Holm', 'Birte Lund', 'Carl Westby', 'Dorte Falk', 'Erik Sand'],
        ['上海', '深圳', '宁波', '汉堡', '青岛']),
    (2, 'South', ['Milan', 'Munich', 'Lyon'], 12, 5200, 180,
        ['Paolo Serra', 'Greta Moser', 'Luc Ferrand', 'Nina Corti', 'Tomas Brandl'],
        ['上海', '广州', '温州', '米兰', '深圳']),
    (3, 'East', ['Shanghai', 'Suzhou', 'Hangzhou'], 80, 3300, 210,
        ['Chen Yulin', 'Gu Wenhao', 'Shen Jiayi', 'Lu Minghui', 'Xu Ruoxi'],
        ['上海', '上海', '苏州', '杭州', '宁波', '南京', '无锡', '嘉兴', '绍兴', '昆山', '常州']),
    (4, 'West', ['Rotterdam', 'Antwerp', 'Lille'], 8, 3600, 230,
        ['Joris Vael', 'Maud Lenoir', 'Pieter Dam', 'Sanne Kuyper', 'Bram Oost'],
        ['上海', '宁波', '深圳', '鹿特丹', '厦门']),
    (5, 'Harbour', ['Singapore', 'Hong Kong', 'Penang'], 62, 3400, 220,
        ['Tan Weijie', 'Lim Suyin', 'Ho Kaiming', 'Ong Peishan', 'Goh Renjie'],
        ['新加坡', '新加坡', '香港', '香港', '槟城', '深圳', '广州', '厦门'])
) as branch(branch_no, branch, regions, chinese_per_100, late_per_100k, share, people, places_zh);

create table all_regions as
select list(region order by branch_no, region) as regions
from (select branch_no, unnest(regions) as region from branches);

-- price_milli: thousandths of the currency for one piece of the group; each product costs its per cent of that.
-- typical_pct: an order's size against the customer's usual one.
create table product_groups as
select * from (values
    (1, 'Business cards', '名片', 70, 35, 2, 'business cards',
        ['Business card 85 x 55', 'Business card, embossed', 'Folded card'], [100, 240, 170]),
    (2, 'Brochures', '宣传册', 620, 100, 4, 'brochures',
        ['Brochure A4, 16 pages', 'Leaflet A5', 'Folder DL, 6 pages', 'Catalogue A4, 48 pages'], [120, 25, 60, 420]),
    (3, 'Packaging', '包装盒', 480, 150, 6, 'boxes',
        ['Folding box, small', 'Folding box, large', 'Sleeve', 'Gift box'], [55, 130, 40, 260]),
    (4, 'Labels', '标签', 45, 90, 4, 'labels',
        ['Label on roll', 'Bottle label, wet-strength', 'Warning label'], [70, 140, 110]),
    (5, 'Books', '书籍', 4200, 170, 7, 'books',
        ['Paperback, 240 pages', 'Manual, wire-bound', 'Annual report'], [80, 110, 260]),
    (6, 'Posters', '海报', 3100, 60, 3, 'posters',
        ['Poster A1', 'Poster A2', 'Window poster'], [120, 70, 210]),
    (7, 'Large format', '喷绘写真', 25000, 80, 3, 'banners',
        ['Banner 3 x 1 m', 'Exhibition wall', 'Roll-up display'], [130, 260, 160]),
    (8, 'Stationery', '信笺', 160, 55, 3, 'stationery',
        ['Letterhead A4', 'Envelope C5', 'Notepad A5', 'Wall calendar'], [70, 60, 240, 520])
) as product_group(group_no, product_group, group_zh, price_milli, typical_pct, lead_days, group_en, products, price_pcts);

create table trades as
select * from (values
    -- favourite groups come first; what a customer of the trade mostly buys
    (1, 'Food and drink', ['Bakery', 'Foods', 'Coffee Roasters', 'Tea House', 'Brewing', 'Kitchens'],
        ['餐饮管理', '食品', '茶业', '酒业', '烘焙'], [4, 3, 2]),
    (2, 'Health', ['Pharma', 'Dental', 'Medical', 'Optics', 'Laboratories'],
        ['医药科技', '医疗器械', '生物科技', '口腔门诊', '健康管理'], [3, 4, 5]),
    (3, 'Retail', ['Stores', 'Outfitters', 'Home', 'Toys', 'Shoes', 'Jewellers'],
        ['商贸', '服饰', '家居', '百货', '珠宝'], [3, 6, 7]),
    (4, 'Culture and events', ['Gallery', 'Festival Office', 'Theatre', 'Publishing', 'Events'],
        ['文化传媒', '文化艺术', '会展服务', '影视', '出版'], [2, 6, 5]),
    (5, 'Technology', ['Systems', 'Software', 'Robotics', 'Instruments', 'Electronics'],
        ['科技', '信息技术', '智能装备', '电子', '软件'], [2, 5, 1]),
    (6, 'Education', ['Academy', 'Language School', 'Training', 'Press', 'Learning'],
        ['教育科技', '培训', '教育咨询', '幼儿园'], [5, 8, 2]),
    (7, 'Professional services', ['Partners', 'Architects', 'Consulting', 'Notaries', 'Insurance Brokers'],
        ['咨询', '建筑设计', '律师事务所', '财务管理', '广告'], [1, 8, 2]),
    (8, 'Industry and transport', ['Engineering', 'Logistics', 'Shipping', 'Tools', 'Chemicals', 'Cosmetics'],
        ['物流', '机械', '化工', '化妆品', '建材'], [4, 3, 8])
) as trade(trade_no, segment, trades_en, trades_zh, favourites);

-- Parts that invented company names are put together from.
create table name_parts as
select
    ['Alder', 'Ash', 'Bar', 'Bel', 'Brae', 'Bren', 'Cal', 'Carden', 'Corr', 'Dal', 'Dor', 'Dun', 'Elm', 'Fal', 'Fenn',
     'Gar', 'Glen', 'Hal', 'Harl', 'Hazel', 'Ing', 'Kel', 'Kers', 'Lar', 'Lind', 'Lor', 'Mar', 'Mell', 'Mor', 'Nor',
     'Oak', 'Orm', 'Pel', 'Quill', 'Ran', 'Rowan', 'Sal', 'Sel', 'Stan', 'Tam', 'Thorn', 'Tor', 'Ul', 'Val', 'Ver',
     'Wald', 'Wend', 'Whit', 'Yar', 'Zell'] as heads,
    ['bach', 'beck', 'bourne', 'bridge', 'burn', 'by', 'combe', 'dale', 'den', 'fell', 'field', 'ford', 'gate', 'grave',
     'ham', 'haven', 'hurst', 'land', 'leigh', 'low', 'mere', 'mont', 'more', 'mouth', 'ney', 'ridge', 'sall', 'stead',
     'stone', 'stow', 'thorpe', 'vale', 'wall', 'wick', 'wold', 'wood', 'worth'] as tails,
    ['Ltd', 'GmbH', 'BV', 'AG', '& Co', 'AB', 'Group', '& Sons', 'Srl', 'SA', 'Pte Ltd'] as forms,
    ['云', '禾', '恒', '嘉', '润', '泽', '锦', '瑞', '晨', '星', '澜', '岚', '安', '博', '卓', '睿', '盛', '鸿', '启', '远', '明',
     '和', '景', '雅', '清', '思', '格', '梧', '松', '汇', '乐', '颂', '素', '朗', '溪', '沐', '听', '栖', '若', '观', '知'] as first_signs,
    ['舟', '屿', '川', '原', '宁', '达', '信', '诚', '华', '丰', '森', '林', '峰', '海', '帆', '桐', '竹', '月', '岭', '桥', '曜',
     '羽', '越', '之', '亭', '野', '行', '谷', '朴', '然', '初', '源', '兴', '昌', '来', '序', '洲', '麦', '禧'] as second_signs,
    ['有限公司', '有限公司', '有限公司', '(中国)有限公司', '集团有限公司', '工作室', '股份有限公司'] as forms_zh;
