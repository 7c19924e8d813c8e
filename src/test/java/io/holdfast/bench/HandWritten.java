package io.holdfast.bench;

import io.holdfast.kpi.Kpi;
import io.holdfast.kpi.Measure;
import io.holdfast.lake.Sql;
import io.holdfast.period.Period;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The figures as somebody would write them in the engine's shell who knows this data and this engine, for a company that
 * counts by calendar day and has the default standards: tables for what several figures need, then one statement for
 * each ({@code src/test/resources/io/holdfast/bench}). {@code $by} stands for the columns of a figure's breakdown and
 * {@code $sets} for its grouping sets. Columns are called as the figure's values; those of ratios have {@code _n} and
 * {@code _d} at their end.
 */
final class HandWritten {

    private final Connection connection;
    private final Map<String, String> words;

    /** @param trend the months it is about, oldest first */
    HandWritten(Connection connection, List<Period> trend, LocalDateTime asOf) {
        this.connection = connection;
        this.words = Map.of(
                "first", "date '" + trend.get(0).start() + "'",
                "after", "date '" + trend.get(trend.size() - 1).next().start() + "'",
                "as_of_day", "date '" + asOf.toLocalDate() + "'",
                "as_of", "timestamp '" + asOf.toString().replace('T', ' ') + ":00'");
    }

    void tables() throws IOException {
        for (String statement : statement("tables").split(";\n")) {
            Sql.run(connection, statement);
        }
    }

    /** Puts every value of a figure under its name. */
    void figure(Kpi kpi, Map<String, String> values) throws IOException {
        List<String> by = kpi.breakdown();
        String sets =
                by.stream().map(column -> ", (period_start, " + column + ")").collect(Collectors.joining());
        String sql =
                statement(kpi.id()).replace("$by", String.join(", ", by)).replace("$sets", "(period_start)" + sets);
        int total = (1 << by.size()) - 1;
        Sql.query(connection, sql, row -> {
            String part = "total total";
            for (int i = 0; i < by.size(); i++) {
                int alone = total & ~(1 << (by.size() - 1 - i));
                if (row.getInt("g") == alone) {
                    String member = row.getString(by.get(i));
                    part = by.get(i) + " " + (member == null ? "not recorded" : member);
                }
            }
            String period = row.getString("period_start").substring(0, 7);
            put(kpi, kpi.measure(), part, period, text(row, kpi.measure()), values);
            for (Measure beside : kpi.also()) {
                put(kpi, beside, part, period, text(row, beside), values);
            }
            return part;
        });
    }

    List<String> rows(String name) throws IOException {
        return Sql.query(connection, statement(name), row -> {
            StringBuilder text = new StringBuilder();
            for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                Object value = row.getObject(i);
                text.append(i == 1 ? "" : " ").append(value instanceof BigDecimal number ? text(number) : value);
            }
            return text.toString();
        });
    }

    /** A value's name; of what nothing was counted in, there is none to compare. */
    static void put(Kpi kpi, Measure measure, String part, String period, String value, Map<String, String> values) {
        if (!value.equals("none") && !value.equals("0/0")) {
            values.put(kpi.id() + " " + measure.id() + " " + part + " " + period, value);
        }
    }

    static String text(BigDecimal number) {
        return number == null
                ? "none"
                : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String text(ResultSet row, Measure measure) throws SQLException {
        String column = measure.id().replace('-', '_');
        return switch (measure.aggregate()) {
            case RATIO, MEAN, RATIO_OF_RATIOS ->
                FiguresBench.ratio(number(row, column + "_n"), number(row, column + "_d"));
            case SUM -> text(number(row, column));
            case MEDIAN, P90 -> {
                BigDecimal value = number(row, column);
                yield text(value == null ? null : value.divide(measure.divideBy(), 12, RoundingMode.HALF_EVEN));
            }
        };
    }

    private static BigDecimal number(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return text == null ? null : new BigDecimal(text);
    }

    private String statement(String name) throws IOException {
        try (InputStream in = HandWritten.class.getResourceAsStream(name + ".sql")) {
            String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            for (String word : List.of("as_of_day", "as_of", "first", "after")) {
                sql = sql.replace("$" + word, words.get(word));
            }
            return sql;
        }
    }
}
