package io.holdfast.kpi;

import io.holdfast.lake.Sql;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The accounts that a year won and lost.
 *
 * @param counts of each change
 * @param largest of each change, by revenue, twenty-five at most
 */
public record YearAccounts(List<Count> counts, List<Moved> largest) {

    /** The relation that they come from. */
    public static final String RELATION = "year_accounts";

    private static final int LONGEST = 25;

    /**
     * How many customers came or went in one way.
     *
     * @param change {@code won}, {@code won-back}, {@code lost} or {@code released}
     * @param revenue what they brought in the year; of those who left, in the twelve months up to their last order
     */
    public record Count(String change, long customers, BigDecimal revenue) {}

    /**
     * A customer who came or went.
     *
     * @param place among those who did so, by revenue
     * @param name its id where none is known
     * @param day of the first order, the last one, or the release; of one who was won back the first of the month; null where
     *     nobody knows
     */
    public record Moved(
            String change,
            int place,
            String customerId,
            String name,
            @Nullable String branch,
            @Nullable String accountManager,
            @Nullable LocalDate day,
            BigDecimal revenue) {}

    static YearAccounts of(Connection connection) {
        return new YearAccounts(
                Sql.query(
                        connection,
                        "select change, count(*), cast(sum(revenue) as decimal(38, 2)) from year_accounts"
                                + " group by change order by change",
                        row -> new Count(row.getString(1), row.getLong(2), row.getBigDecimal(3))),
                Sql.query(connection, LARGEST, YearAccounts::moved));
    }

    private static final String LARGEST = """
        with placed as (
            select *, coalesce(name, customer_id) as called,
                row_number() over (partition by change order by revenue desc, customer_id) as place
            from year_accounts
        )
        select * from placed where place <= :longest order by change, place\
        """.replace(":longest", String.valueOf(LONGEST));

    private static Moved moved(ResultSet row) throws SQLException {
        return new Moved(
                row.getString("change"),
                row.getInt("place"),
                row.getString("customer_id"),
                row.getString("called"),
                row.getString("branch"),
                row.getString("account_manager"),
                row.getObject("day", LocalDate.class),
                row.getBigDecimal("revenue"));
    }
}
