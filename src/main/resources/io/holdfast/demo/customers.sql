-- The customers: what they are like, from when to when they order, and how much.
-- About one customer for 25 orders; the customer list is numbered as accounts were opened.
-- STORY many are customers already: 62 of 100 opened their account before 2023, the others evenly over the three years.
-- STORY leaving without a word: every year some stop ordering (small ones mostly). Half of them after failures in their last
-- months, of which hardly one complained; some are released by the company.

create table customer_drawn as
with totals as (
    select greatest(60, getvariable('orders') // 25) as customers, parcel_count() as parcels, parcel_count() // 3 as year_parcels
),
numbered as (
    select
        customer_no,
        totals.*,
        account.*,
        customer_no > customers * 62 // 100 as is_new,
        pick(customer_no, 'size class', 1000) as size_throw
    from totals, range(1, customers + 1) as customer(customer_no)
    left join key_accounts as account on customer_no = 1 + customers * account.place // 100
),
classed as (
    select
        *,
        case
            when place is not null then 'key'
            when not is_new and size_throw < 5 then 'key'
            when size_throw < case when is_new then 18 else 50 end then 'large'
            when size_throw < case when is_new then 130 else 205 end then 'medium'
            else 'small'
        end as size_class,
        case
            when is_new then (customer_no - 1 - customers * 62 // 100) * parcels // (customers - customers * 62 // 100)
            else 0
        end as from_parcel
    from numbered
),
leaving as (
    select
        *,
        -- chance to leave within a year, per 100,000; new customers try and go more often
        case size_class when 'key' then 2500 when 'large' then 6000 when 'medium' then 10500 else 19000 end
        * case when is_new then 125 else 100 end // 100 as leaves_per_100k,
        place is null and is_new and size_class = 'small' and chance(customer_no, 'orders once', 13000) as orders_once
    from classed
),
lived as (
    select
        *,
        case
            when orders_once then from_parcel + 1
            when place is not null then parcels
            when chance(customer_no, 'leaves in the first year', leaves_per_100k)
                then least(parcels, from_parcel + 1 + pick(customer_no, 'leaving day', year_parcels))
            when chance(customer_no, 'leaves in the second year', leaves_per_100k)
                then least(parcels, from_parcel + year_parcels + pick(customer_no, 'leaving day', year_parcels))
            when chance(customer_no, 'leaves in the third year', leaves_per_100k)
                then least(parcels, from_parcel + 2 * year_parcels + pick(customer_no, 'leaving day', year_parcels))
            else parcels
        end as to_parcel
    from leaving
),
parted as (
    select
        *,
        case
            when to_parcel >= parcels or orders_once then null
            when to_parcel > year_parcels // 4 and chance(customer_no, 'released', 5000) then 'released'
            when chance(customer_no, 'leaves after failures', 52000) then 'failures'
            else 'own reasons'
        end as parting,
        chance(customer_no, 'sold at a loss', 3000) as at_a_loss
    from lived
)
select
    customer_no::int as customer_no,
    is_new,
    place is not null as is_key_account,
    place::int as place,
    name as known_name,
    size_class,
    parting,
    from_parcel::int as from_parcel,
    to_parcel::int as to_parcel,
    (to_parcel - year_parcels * 2 // 5)::int as failures_from_parcel,
    coalesce(account.branch_no, branch.branch_no)::int as branch_no,
    coalesce(language, if(chance(customer_no, 'language', branch.chinese_per_100 * 1000), 'zh', 'en')) as language,
    one_of(customer_no, 'region', branch.regions) as region,
    one_of(customer_no, 'account manager', branch.people) as account_manager,
    trade.trade_no::int as trade_no,
    coalesce(first_group, one_of(customer_no, 'first group', trade.favourites))::int as first_group,
    coalesce(second_group, one_of(customer_no, 'second group', trade.favourites || [1, 8]))::int as second_group,
    -- the usual order, in cents
    (case size_class when 'key' then 135000 when 'large' then 86000 when 'medium' then 62000 else 42000 end
    * coalesce(
        account.price_pct,
        -- none above the known accounts, at any number of customers
        if(size_class = 'key', drawn(customer_no, 'usual order', [62, 80, 95, 110, 125]), null),
        drawn(customer_no, 'usual order', [45, 60, 74, 86, 97, 110, 128, 158, 220])
    ) // 100)::bigint
        as usual_cents,
    -- what is earned on 1,000 of turnover
    case
        when at_a_loss and place is null then -drawn(customer_no, 'loss', [10, 30, 50, 80, 130])
        else drawn(customer_no, 'margin', [130, 180, 200, 215, 228, 240, 252, 266, 282, 305, 345])
    end::int as margin_per_mille,
    -- STORY diverted goods: a few buy cheaply and have it shipped elsewhere
    place is null and size_class in ('small', 'medium') and chance(customer_no, 'diverts goods', 500) as diverts,
    -- steady customers order at even intervals, the others as it comes
    chance(customer_no, 'orders steadily', 45000) as is_steady,
    -- orders of a full three years, relative to other customers
    case size_class
        when 'key' then drawn(customer_no, 'orders', [2200, 2800, 3300, 4000, 5200])
        when 'large' then drawn(customer_no, 'orders', [700, 850, 1000, 1200, 1500, 2000])
        when 'medium' then drawn(customer_no, 'orders', [220, 300, 380, 470, 560, 700])
        else drawn(customer_no, 'orders', [18, 32, 50, 70, 90, 112, 135, 165, 200, 245])
    end::bigint as eagerness,
    trouble_from,
    trouble_to,
    coalesce(trouble_late_per_100k, 0)::int as trouble_late_per_100k,
    coalesce(trouble_error_per_100k, 0)::int as trouble_error_per_100k
from parted as account
join trades as trade on trade.trade_no = coalesce(account.trade_no, 1 + pick(customer_no, 'trade', 8))
join (
    select *, sum(share) over (order by branch_no) - share as share_from, sum(share) over (order by branch_no) as share_to
    from branches
) as branch
    on case
        when account.branch_no is not null then branch.branch_no = account.branch_no
        else pick(customer_no, 'branch', 1000) >= branch.share_from and pick(customer_no, 'branch', 1000) < branch.share_to
    end
order by customer_no;

create macro customer_id(customer_no) as format('C{:06d}', customer_no);

create macro english_name(customer_no, name_no, parts, trade_words) as
    parts.heads[1 + name_no % 50] || parts.tails[1 + name_no // 50 % 37] || ' '
    || one_of(customer_no, 'trade word', trade_words) || ' ' || parts.forms[1 + name_no // 1850 % 11];

create macro chinese_name(customer_no, name_no, parts, places, trade_words) as
    one_of(customer_no, 'place', places) || parts.first_signs[1 + name_no % 40] || parts.second_signs[1 + name_no // 40 % 38]
    || one_of(customer_no, 'trade word', trade_words) || one_of(customer_no, 'form', parts.forms_zh);

copy (
    with described as (
        select
            customer.*,
            branch.branch,
            branch.places_zh,
            trade.segment,
            -- steps through all combinations before one comes twice
            customer_no::bigint * 12553 as name_no,
            parts,
            trades_en,
            trades_zh,
            -- accounts from before 2023 were opened from 2008 on, more of them lately
            case
                when is_new then opened.day
                else date '2008-02-01' + (5440 * (2 * old_customers * customer_no - customer_no::bigint * customer_no)
                    // (old_customers * old_customers))::int
            end as since,
            least(left_on.day + 20, date '2025-12-31') as released_day
        from customer_drawn as customer
        join branches as branch using (branch_no)
        join trades as trade using (trade_no)
        join parcels as opened on opened.parcel = customer.from_parcel
        left join parcels as left_on on left_on.parcel = customer.to_parcel and customer.parting = 'released'
        cross join name_parts as parts
        cross join (select 1 + count(*)::bigint as old_customers from customer_drawn where not is_new)
    )
    select
        customer_id(customer_no) as customer_id,
        coalesce(
            known_name,
            if(
                language = 'zh',
                chinese_name(customer_no, name_no, parts, places_zh, trades_zh),
                english_name(customer_no, name_no, parts, trades_en)
            )
        ) as name,
        branch,
        region,
        segment,
        account_manager,
        since,
        -- STORY referrals: one new customer in eight names who sent it
        case
            when customer_no > 20 and chance(customer_no, 'referred', if(is_new, 12500, 5000))
                then customer_id(1 + pick(customer_no, 'referred by', customer_no - 1))
        end as referred_by,
        case when parting = 'released' then released_day end as released_on,
        case when parting = 'released' then one_of(customer_no, 'released by', ['Credit control', 'Managing board', account_manager]) end
            as released_by,
        case
            when parting = 'released'
                then one_of(customer_no, 'released for', [
                    'Invoices unpaid', 'Business closed', 'Below cost, new price declined', 'Moved out of our area'
                ])
        end as released_reason
    from described
    order by customer_no
) to (getvariable('folder') || '/customers.csv') (header, delimiter ',');
