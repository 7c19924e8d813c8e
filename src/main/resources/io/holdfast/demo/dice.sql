-- Chance without a random generator: every throw is a function of (row, purpose), whatever the engine's version,
-- the number of threads or the order in which rows are computed. Integers only, so that no library's exp() or ln()
-- and no order of summing can change a byte. Purposes are plain words; they are folded to a number when a query is planned.

create macro purpose_seed(purpose) as ('0x' || left(md5(purpose), 7))::bigint;

-- One round of a 32-bit integer hash (multiply and fold the high half onto the low one).
create macro mixed(x) as ((xor(x, x >> 16) * 73244475) & 4294967295);

-- 0 … 2^32 - 1, evenly spread.
create macro dice(row_no, purpose) as
    mixed(mixed(xor(mixed(((row_no::bigint & 4294967295) * 1640531527) & 4294967295), purpose_seed(purpose))));

-- 0 … n - 1.
create macro pick(row_no, purpose, n) as (dice(row_no, purpose) * n) >> 32;

-- True for `per_100k` rows of 100,000.
create macro chance(row_no, purpose, per_100k) as (dice(row_no, purpose) * 100000) >> 32 < per_100k;

-- A draw from a distribution given by evenly spaced quantiles (minimum, …, maximum; not falling), interpolated.
create macro at_quantile(throw, quantiles) as
    quantiles[1 + ((throw * (len(quantiles) - 1)) >> 32)]
    + (((quantiles[2 + ((throw * (len(quantiles) - 1)) >> 32)] - quantiles[1 + ((throw * (len(quantiles) - 1)) >> 32)])
        * ((throw * (len(quantiles) - 1)) & 4294967295)) >> 32);
create macro drawn(row_no, purpose, quantiles) as at_quantile(dice(row_no, purpose), quantiles);

-- One entry of a list.
create macro one_of(row_no, purpose, choices) as choices[1 + ((dice(row_no, purpose) * len(choices)) >> 32)];
