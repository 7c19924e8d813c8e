package io.holdfast.report;

import io.holdfast.report.SampleMart.Shape;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The brief of a day of the sample run's figures: an ordinary Wednesday, a Sunday without a row, or the longest names there can be. */
final class SampleBrief {

    private static final String RUN = "'" + SampleMart.RUN + "'";

    private final Shape shape;
    private final Statement mart;

    private SampleBrief(Shape shape, Statement mart) {
        this.shape = shape;
        this.mart = mart;
    }

    static Connection open(Shape shape) throws SQLException {
        Connection connection = SampleMart.open(shape);
        try (Statement statement = connection.createStatement()) {
            new SampleBrief(shape, statement).fill();
        }
        return connection;
    }

    private void fill() throws SQLException {
        boolean empty = shape == Shape.EMPTY;
        String day = empty ? "2025-12-28" : "2025-12-31";
        mart.execute("update run set period = '" + day + "', period_start = date '" + day + "', period_end = date '"
                + day + "'");
        // A figure or two of a day: of more, the exceptions are shown.
        mart.execute("update kpi_value set period = '" + day + "', period_start = date '" + day
                + "' where period = '2025-12'");
        if (shape == Shape.ONE_BRANCH) {
            mart.execute("delete from scorecard where ordinal > 1");
        }
        mart.execute("insert into brief values (" + RUN + ", date '" + day + "', " + (empty ? 7 : 3) + ", "
                + (empty ? "date '2025-12-27', 0, 0, 0, 0, 0, 0, 24, 0, 0, 0, 0, null, null" : ordinary()) + ")");
        String[] measures = {
            "orders", "revenue", "new-customers", "returning-customers", "complaint", "question", "survey", "praise"
        };
        for (int i = 0; i < (shape == Shape.ONE_BRANCH ? 4 : measures.length); i++) {
            int times = i == 1 ? 712 : 1;
            String past = empty
                    ? "0, 0, 0, 0, 12"
                    : shape == Shape.ONE_BRANCH
                            ? "null, null, null, null, 2"
                            : 163 * times + ", " + 150.5 * times + ", " + 129 * times + ", " + 167 * times + ", 12";
            mart.execute("insert into brief_arrival values (" + RUN + ", " + (i + 1) + ", '" + measures[i] + "', "
                    + (empty ? 0 : (i == 4 ? 171 : i == 5 ? 101 : 146) * times) + ", " + past + ")");
        }
        for (int i = 1; i <= rows(); i++) {
            row(i);
        }
    }

    private int rows() {
        return switch (shape) {
            case EMPTY -> 0;
            case ONE_BRANCH -> 1;
            default -> 31;
        };
    }

    private String ordinary() {
        return switch (shape) {
            case ONE_BRANCH ->
                "date '2025-12-31', 1, 3627.79, 1, 3627.79, 0, 0, 24, null, null, 1, 15929.20, null, null";
            default ->
                "date '2025-12-31', 61, 53567.03, 10, 9675.82, 30, 25357.45, 24, 139, 108, 31, 41060.86,"
                        + " date '2025-12-31', date '2025-11-30'";
        };
    }

    private void row(int i) throws SQLException {
        boolean all = shape == Shape.LONG_NAMES;
        String name = all
                ? "'" + "Vereinigte Etiketten- und Verpackungsdruckereien ".repeat(9) + i + "'"
                : i % 3 == 0 ? "'新加坡澜川智能装备集团有限公司'" : "'Ormstone Gallery & Co'";
        String id = all ? "4".repeat(38) + (10 + i) : "A000" + (1000 + i);
        String branch = all ? "'Niederlassung " + "Rheinfelden-Säckingen ".repeat(9) + "'" : "'South'";
        mart.execute("insert into brief_late values (" + RUN + ", " + i + ", '" + id + "', 'C" + i + "', " + name + ", "
                + (i == 2 ? "null" : branch) + ", timestamp '2025-12-30 12:00:00', " + i % 4 + ", "
                + (i == 12 ? "null" : 4000 - 17 * i) + ", " + (i % 4 == 0) + ")");
        if (shape != Shape.ONE_BRANCH) {
            mart.execute("insert into brief_waiting values (" + RUN + ", " + i + ", '" + id + "', '"
                    + (i % 2 == 0 ? "question" : "complaint") + "', 'C" + i + "', " + name + ", " + branch
                    + ", 'invoice', null, timestamp '2025-12-30 12:00:00', " + (712 - 21 * i) + ")");
        }
        mart.execute("insert into brief_risk values (" + RUN + ", " + i + ", 'C" + i + "', " + name + ", " + branch
                + ", "
                + (all ? branch : "'Luc Ferrand'") + ", " + (15929 - 100 * i) + ", date '2025-11-18', 43, "
                + (i == 2 ? "null, 0.62, false, true" : i == 3 ? "12, 0.41, true, true" : "12, null, true, false")
                + ")");
    }
}
