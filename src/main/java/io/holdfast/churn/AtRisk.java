package io.holdfast.churn;

import io.holdfast.kpi.DayBrief;
import io.holdfast.lake.Lake;
import io.holdfast.lake.ScoresFile;
import io.holdfast.lake.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who crossed into risk on a day: customers who fell silent on it (see the relation {@code fallen_silent}), and those whom the
 * latest scoring put on its list though the one before had not.
 *
 * @param scoredOn the day of the latest scoring; null where none was made
 * @param comparedWith the day of the one before, with the same horizon; null where there is none, or the latest is over a
 *     week old and no news any more
 * @param customers who crossed, by what they brought in the year up to the day
 */
public record AtRisk(@Nullable LocalDate scoredOn, @Nullable LocalDate comparedWith, List<Crossed> customers) {

    /** A list of longer ago is no news. */
    public static final int NEWS_DAYS = 7;

    private static final String NOBODY =
            "select cast(null as varchar) as customer_id, cast(null as decimal(12, 9)) as p_lapse where false";

    private static final String NEWLY_LISTED = """
            select n.customer_id, n.p_lapse
            from read_parquet({latest}) n
            left join read_parquet({before}) b on b.customer_id = n.customer_id
            where n.list_place is not null and b.list_place is null
                and (b.p_lapse is null or n.p_lapse > b.p_lapse)\
            """;

    /**
     * A customer who crossed.
     *
     * @param name its id where none is known
     * @param silentDays since its last order
     * @param usualGap the lower median of the days between its order-days; null of one who is only listed
     * @param lapse the chance to stop, by the latest scoring; null of one who is not newly listed
     * @param silent whether it fell silent on the day
     * @param listed whether it is newly listed
     */
    public record Crossed(
            String customerId,
            String name,
            @Nullable String branch,
            @Nullable String accountManager,
            BigDecimal revenue,
            LocalDate lastOrder,
            long silentDays,
            @Nullable Long usualGap,
            @Nullable BigDecimal lapse,
            boolean silent,
            boolean listed) {}

    /**
     * Looks at a connection that has the entities and the relations of {@link DayBrief}.
     *
     * @param upTo ledger position: later scorings are not seen
     */
    public static AtRisk of(Connection connection, Lake lake, LocalDate day, long upTo) {
        Optional<ScoresFile> latest = lake.scores(upTo).stream()
                .filter(scores -> !scores.asOf().isAfter(day))
                .max(LAST);
        Optional<ScoresFile> before = latest.filter(scores -> !scores.asOf().isBefore(day.minusDays(NEWS_DAYS)))
                .flatMap(now -> lake.scores(upTo).stream()
                        .filter(scores -> scores.asOf().isBefore(now.asOf()))
                        .filter(scores -> scores.horizonDays() == now.horizonDays())
                        .max(LAST));
        String listed = before.map(earlier -> NEWLY_LISTED
                        .replace("{latest}", Sql.literal(lake.file(latest.orElseThrow())))
                        .replace("{before}", Sql.literal(lake.file(earlier))))
                .orElse(NOBODY);
        Sql.run(connection, "create or replace temp table newly_listed as " + listed);
        String asOf = latest.map(ScoresFile::asOf).orElse(day).toString();
        return new AtRisk(
                latest.map(ScoresFile::asOf).orElse(null),
                before.map(ScoresFile::asOf).orElse(null),
                Sql.query(
                        connection,
                        ShippedSql.of("at_risk", Map.of("day", day.toString(), "as-of", asOf)),
                        AtRisk::crossed));
    }

    // Of the scorings of one day, the last that was made counts, whichever job and revision made it.
    private static final Comparator<ScoresFile> LAST =
            Comparator.comparing(ScoresFile::asOf).thenComparing(ScoresFile::position);

    private static Crossed crossed(ResultSet row) throws SQLException {
        return new Crossed(
                row.getString("customer_id"),
                row.getString("name"),
                row.getString("branch"),
                row.getString("account_manager"),
                row.getBigDecimal("revenue"),
                row.getObject("last_order", LocalDate.class),
                row.getLong("silent_days"),
                row.getObject("usual_gap", Long.class),
                row.getBigDecimal("p_lapse"),
                row.getBoolean("silent"),
                row.getBoolean("listed"));
    }
}
