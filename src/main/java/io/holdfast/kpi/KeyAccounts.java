package io.holdfast.kpi;

import io.holdfast.lake.Entity;
import io.holdfast.lake.Sql;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Who makes the revenue, and which of them fade: from the relation {@code key_accounts}, one row per customer.
 *
 * @param accounts the largest, and of the top fifth of the year before those that lost most, and all that would be
 *     among them had management not released them, by rank
 * @param concentration how much revenue the largest 0, 1, … 100 % of the customers with revenue make; who only gave
 *     money back in that year counts on neither side, as in the figure top-20-share
 * @param total all customers together
 */
public record KeyAccounts(List<Account> accounts, List<Share> concentration, Total total) {

    /** The relation that holds them. */
    public static final String RELATION = "key_accounts";

    // A meeting reads the dozen that lost most, and looks the others up in the mart.
    private static final int LONGEST = 50;

    /**
     * A point of the Pareto curve.
     *
     * @param percent of the customers, the largest first
     * @param customers that many, rounded up
     * @param revenue they make
     * @param share of all revenue; 0 where there is none
     */
    public record Share(int percent, long customers, BigDecimal revenue, BigDecimal share) {}

    /**
     * All customers who ordered in the two years.
     *
     * @param revenue of the trailing year
     * @param revenueBefore of the year before that
     * @param fading how many of them fade
     * @param lost how much less those brought than the year before
     * @param service that all of them met: the average that an account is held against
     */
    public record Total(BigDecimal revenue, BigDecimal revenueBefore, long fading, BigDecimal lost, Service service) {}

    static KeyAccounts of(Connection connection, Map<Entity, Set<String>> supplied) {
        Sql.run(connection, RANKED);
        BigDecimal all = Sql.query(
                        connection,
                        "select coalesce(sum(revenue), 0) from ranked_accounts where revenue > 0",
                        row -> row.getBigDecimal(1))
                .get(0);
        List<Account> accounts = Sql.query(connection, LISTED, row -> account(row, all, supplied));
        Total total = Sql.query(
                        connection,
                        TOTAL,
                        row -> new Total(
                                row.getBigDecimal("revenue"),
                                row.getBigDecimal("revenue_before"),
                                row.getLong("fading"),
                                row.getBigDecimal("lost"),
                                Service.of(row, supplied)))
                .get(0);
        return new KeyAccounts(accounts, concentration(connection, all), total);
    }

    private static List<Share> concentration(Connection connection, BigDecimal all) {
        long customers = Sql.number(connection, "select count(*) from ranked_accounts where revenue > 0");
        List<Long> places = IntStream.rangeClosed(0, 100)
                .mapToObj(percent -> Math.floorDiv(percent * customers + 99, 100L))
                .toList();
        Map<Long, BigDecimal> revenue = new HashMap<>(Map.of(0L, BigDecimal.ZERO));
        Sql.query(
                connection,
                "select place, cumulative from ranked_accounts where revenue > 0 and place in ("
                        + places.stream().distinct().map(String::valueOf).collect(Collectors.joining(", ")) + ")",
                row -> revenue.put(row.getLong(1), row.getBigDecimal(2)));
        return IntStream.rangeClosed(0, 100)
                .mapToObj(percent -> {
                    long place = places.get(percent);
                    BigDecimal made = revenue.getOrDefault(place, BigDecimal.ZERO);
                    return new Share(percent, place, made, share(made, all));
                })
                .toList();
    }

    // Not count(*) filter (…) over (): the engine counts that anew for each row, a minute for 340,000 customers.
    // place_before within the top fifth, rounded up, without a division: (place - 1) * 5 < customers.
    private static final String RANKED = """
        create or replace temp table ranked_accounts as
        with placed as (
            select *,
                sum(revenue) over (order by revenue desc, customer_id rows unbounded preceding) as cumulative,
                row_number() over (order by revenue desc, customer_id) as place,
                row_number() over (order by revenue_before desc, customer_id) as place_before,
                count(case when revenue_before > 0 then 1 end) over () as customers_before
            from key_accounts
        )
        select *, case
            when revenue_before <= 0 then 'NEW'
            when (place_before - 1) * 5 < customers_before and revenue * 100 < revenue_before * 95
                then case when released = 1 then 'RELEASED' else 'FADES' end
            when revenue * 100 > revenue_before * 105 then 'GROWS'
            else 'HOLDS' end as trend
        from placed\
        """;

    private static final String TOTAL = """
            select coalesce(sum(revenue), 0) as revenue, coalesce(sum(revenue_before), 0) as revenue_before,
                count(case when trend = 'FADES' then 1 end) as fading,
                coalesce(sum(case when trend = 'FADES' then revenue_before - revenue end), 0) as lost, :service
            from ranked_accounts\
            """.replace(":service", Service.sums());

    private static final String LISTED = """
        with listed as (
            select *, row_number() over (partition by trend order by revenue_before - revenue desc, customer_id) as lost
            from ranked_accounts
        )
        select * from listed
        where (place <= :longest and revenue > 0) or (trend = 'FADES' and lost <= :longest) or trend = 'RELEASED'
        order by place\
        """.replace(":longest", String.valueOf(LONGEST));

    private static Account account(ResultSet row, BigDecimal all, Map<Entity, Set<String>> supplied)
            throws SQLException {
        String name = row.getString("name");
        return new Account(
                row.getInt("place"),
                row.getString("customer_id"),
                name == null ? row.getString("customer_id") : name,
                row.getString("branch"),
                row.getBigDecimal("revenue"),
                row.getBigDecimal("revenue_before"),
                share(row.getBigDecimal("revenue"), all),
                share(row.getBigDecimal("cumulative"), all),
                Account.Trend.valueOf(row.getString("trend")),
                Service.of(row, supplied));
    }

    private static BigDecimal share(BigDecimal part, BigDecimal all) {
        return all.signum() == 0 ? BigDecimal.ZERO : part.divide(all, 12, RoundingMode.HALF_EVEN);
    }
}
