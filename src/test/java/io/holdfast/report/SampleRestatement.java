package io.holdfast.report;

import io.holdfast.report.SampleMart.Shape;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** The sample run, restated: every second figure moved, by every cause, with more rows and parts than a page shows; or nothing moved. */
final class SampleRestatement {

    private SampleRestatement() {}

    static Connection open(Shape shape, boolean moved) throws SQLException {
        Connection mart = SampleMart.open(shape);
        String run = "'" + SampleMart.RUN + "'";
        String every = moved ? "mod(k.ordinal, 2) = 1" : "1 = 0";
        try (Statement statement = mart.createStatement()) {
            statement.execute("insert into restatement select " + run + ", 1284, timestamp '2026-01-03 02:15:00', 1391,"
                    + " timestamp '2026-04-01 02:15:00', '" + SampleMart.HASH + "', '"
                    + SampleMart.HASH.replace('9', moved ? 'c' : '9') + "', '0.1.0', (select count(*) from kpi), "
                    + (moved ? "(select count(*) from kpi k where " + every + ")" : "0") + ", "
                    + (moved ? "4711, 23, 4600, 11" : "0, 0, 0, 0") + " from (values(0))");
            statement.execute("insert into restatement_figure (run_id, kpi, ordinal, published, figure, difference,"
                    + " target_then, target, status_then, status, status_by_old_target, left_out, moved, parts_moved,"
                    + " touching, due, indirect) select s.run_id, s.kpi, s.ordinal, s.figure, s.figure * case when "
                    + every + " then 0.99 else 1 end, case when " + every
                    + " then s.figure * -0.01 else 0 end, s.target, s.target, s.status, case when " + every
                    + " then 'too-few' else s.status end, s.status, '', case when " + every
                    + " then true else false end, case when " + every
                    + " then 9 else 0 end, case when " + every + " then 14 else 0 end, case when " + every
                    + " then 3 else 0 end, case when " + every
                    + " then 2 else 0 end from scorecard s join kpi k on k.run_id = s.run_id and k.kpi = s.kpi");
            String[] causes = {"program", "arrival", "correction", "deletion", "time", "definition"};
            for (int i = 0; i < causes.length; i++) {
                statement.execute("insert into restatement_part select f.run_id, f.kpi, 'total', 'total', 0, '"
                        + causes[i] + "', " + (i + 1)
                        + ", f.published, f.figure, f.difference / 6 from restatement_figure f");
                for (int place = 1; moved && place <= 9; place++) {
                    statement.execute("insert into restatement_part select f.run_id, f.kpi, 'branch', 'Branch " + place
                            + "', " + place + ", '" + causes[i] + "', " + (i + 1) + ", "
                            + (place == 1 && i == 0 ? "null" : "f.published") + ", "
                            + (place == 2 && i == 5 ? "null" : "f.figure") + ", f.difference / 6"
                            + " from restatement_figure f where f.moved");
                }
            }
            for (int row = 1; moved && row <= 14; row++) {
                statement.execute(
                        "insert into restatement_row (run_id, kpi, ordinal, entity, row_key, came, gone, ledger_position,"
                                + " changed_columns, counted, was, became, hit, base) select f.run_id, f.kpi, " + row
                                + ", 'orders', 'A0000" + row + "', " + (row % 2 == 0) + ", " + (row % 5 == 1)
                                + ", 1390, '"
                                + (row % 2 == 0
                                        ? ""
                                        : "delivered_at: 2025-12-30 09:15:00 → 2025-12-28 17:40:00; status: open → delivered")
                                + "', 'A0000" + row + "', " + (row % 2 == 0 ? "'absent'" : "'not-yet-due'")
                                + ", 'counted', 1, 1 from restatement_figure f where f.moved");
            }
            if (moved) {
                statement.execute(
                        "insert into restatement_load values (" + run
                                + ", 1390, 'orders', 'orders', 'inbox/orders-2026-03.csv', timestamp '2026-04-01 02:15:00', 4711, 23, 11)");
                statement.execute("insert into restatement_change values (" + run
                        + ", 1, '', 'parameter', 'tolerance_days', '0', '1')");
                statement.execute("insert into restatement_change select " + run
                        + ", 2, min(kpi), 'target', '', '0.95', '0.97' from kpi");
            }
        }
        return mart;
    }
}
