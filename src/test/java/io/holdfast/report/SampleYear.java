package io.holdfast.report;

import io.holdfast.report.SampleMart.Shape;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The sample run as the review of its year: its months, accounts that came and went, and figures that were restated. */
final class SampleYear {

    private static final String RUN = "'" + SampleMart.RUN + "'";
    private static final String[] CHANGES = {"won", "lost", "won-back", "released"};

    private final Shape shape;
    private final Statement mart;

    private SampleYear(Shape shape, Statement mart) {
        this.shape = shape;
        this.mart = mart;
    }

    static Connection open(Shape shape) throws SQLException {
        Connection connection = SampleMart.open(shape);
        try (Statement statement = connection.createStatement()) {
            new SampleYear(shape, statement).fill();
        }
        return connection;
    }

    private void fill() throws SQLException {
        mart.execute("update run set period = '2025', period_start = date '2025-01-01'");
        int restated =
                switch (shape) {
                    case EMPTY, ONE_BRANCH -> 0;
                    case SIXTY_BRANCHES -> 3;
                    default -> 2;
                };
        mart.execute("insert into year_review select " + RUN + ", " + (shape == Shape.EMPTY ? 0 : 12) + ", 84, "
                + "(select count(*) from scorecard) * " + restated + " from (values(0))");
        mart.execute(
                "insert into year_month select v.run_id, v.kpi, v.period, v.period_start, v.figure, v.target, v.status"
                        + " from kpi_value v where v.dimension = 'total' and v.figure is not null and v.period like '2025-%'");
        mart.execute("insert into year_figure select k.run_id, k.kpi, '2025-01', coalesce(s.previous, s.figure, 0),"
                + " s.target, '2025-12', coalesce(s.figure, 0), s.target,"
                + " case when k.better = 'watch' then null else '2025-03' end,"
                + " case when k.better = 'watch' then null else s.figure end,"
                + " case when k.better = 'watch' then null else '2025-09' end,"
                + " case when k.better = 'watch' then null else s.figure end, 12, mod(k.ordinal, 5), s.centre,"
                + " s.lower_limit, s.upper_limit, mod(k.ordinal, 4), mod(k.ordinal, 3), 7, mod(k.ordinal, 9),"
                + (shape == Shape.ONE_BRANCH
                        ? "'unknown'"
                        : " trim(case mod(k.ordinal, 5) when 0 then 'better' when 1 then 'worse' when 2 then 'changed'"
                                + " when 3 then 'usual' else 'unknown' end)")
                + " from kpi k join scorecard s on s.run_id = k.run_id and s.kpi = k.kpi");
        if (shape != Shape.EMPTY) {
            accounts();
        }
        for (int month = 1; month <= restated; month++) {
            mart.execute(
                    "insert into year_restatement (run_id, ordinal, restated_run, period, kpi, known_at, published,"
                            + " figure, difference, program, arrival, correction, elapsed, definition, touching, deletion) select s.run_id, "
                            + 100 * month + " + k.ordinal,"
                            + " 'monthly-pack-2025-0" + month + "-r1', '2025-0" + month
                            + "', s.kpi, timestamp '2025-10-02 02:15:00', s.figure, s.figure * 0.99, s.figure * -0.01, null,"
                            + " s.figure * -0.02, s.figure * 0.01, 0, " + (month == 2 ? "null" : "0") + ", 14, "
                            + (month == 3 ? "s.figure * 0.01" : "null")
                            + " from scorecard s join kpi k on k.run_id = s.run_id and k.kpi = s.kpi");
        }
    }

    private void accounts() throws SQLException {
        boolean all = shape == Shape.LONG_NAMES;
        for (int change = 0; change < (shape == Shape.ONE_BRANCH ? 1 : CHANGES.length); change++) {
            String kind = "'" + CHANGES[change] + "'";
            int customers = shape == Shape.ONE_BRANCH ? 1 : 25;
            mart.execute("insert into year_account_count values (" + RUN + ", " + kind + ", " + customers * 20
                    + ", 1786193.90)");
            for (int i = 1; i <= customers; i++) {
                String name = all
                        ? "'" + "Vereinigte Etiketten- und Verpackungsdruckereien ".repeat(9) + i + "'"
                        : i % 3 == 0 ? "'宁波晨丰智能装备股份有限公司'" : "'Kersstone Medical Srl'";
                String branch = all ? "'Niederlassung " + "Rheinfelden-Säckingen ".repeat(9) + "'" : "'West'";
                mart.execute("insert into year_account values (" + RUN + ", " + kind + ", " + i + ", 'C" + i + "', "
                        + name + ", " + (i == 2 ? "null" : branch) + ", " + (all ? branch : "'Bram Oost'") + ", "
                        + (i == 3 ? "null" : "date '2025-02-13'") + ", " + (100223 - 3000 * i) + ")");
            }
        }
    }
}
