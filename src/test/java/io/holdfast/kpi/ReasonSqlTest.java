package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.churn.Reason;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Lake;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.Definitions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queries of reasons are written in what figures are written in: they run on both engines and are deterministic. */
class ReasonSqlTest {

    private static final Definitions JOBS = new Definitions("jobs", Path.of("jobs"));

    @TempDir
    private Path temporary;

    @Test
    void every_shipped_reason_stays_within_the_subset_of_figures() throws SQLException {
        List<Reason> reasons = Reason.all(JOBS);
        Set<String> parameters = new TreeSet<>(Company.read(JOBS).parameters().keySet());
        reasons.forEach(reason -> parameters.addAll(reason.parameters().keySet()));
        try (Engine engine = Engine.start(temporary, "200MB", 1);
                Connection connection = engine.connect()) {
            Lake.createEmptyViews(connection);
            SqlCheck check = new SqlCheck(connection, List.of(), parameters);

            assertThat(reasons).isNotEmpty().allSatisfy(reason -> assertThat(
                            check.figure(reason.sqlFile(), reason.sql()))
                    .isEmpty());
        }
    }
}
