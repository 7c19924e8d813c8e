package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.kpi.Measure.Aggregate;
import io.holdfast.lake.Engine;
import io.holdfast.period.Period;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubtTest {

    @TempDir
    private static Path temporary;

    private static Engine engine;
    private static Connection connection;

    @BeforeAll
    static void startEngine() {
        engine = Engine.start(temporary, "500MB", 2);
        connection = engine.connect();
    }

    @AfterAll
    static void closeEngine() throws SQLException {
        connection.close();
        engine.close();
    }

    @Test
    void more_hits_than_cases_are_no_share_and_the_first_rows_that_make_it_so_are_named() {
        Optional<Doubt> doubt = doubt("('e', 1, 0, 9), ('a', 1, 1, 1), ('d', 2, 1, 4), ('c', 3, 1, 3), ('b', 3, 1, 3)");

        assertThat(doubt.map(Doubt::rows)).contains(List.of("b", "c", "d"));
        assertThat(doubt.orElseThrow().figure().value()).isEqualByComparingTo("2.5");
    }

    @Test
    void a_base_below_nought_is_none_either() {
        assertThat(doubt("('a', 1, 1, 1), ('b', 0, -3, 2)").map(Doubt::rows)).contains(List.of("b"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "('a', 1, 1, 1), ('b', 0, 1, 2)",
                // A complaint and the order it is about may be two rows.
                "('a', 1, 0, 1), ('b', 0, 1, 2)",
                "('a', 1, 0, 1)"
            })
    void a_share_within_its_base_is_beyond_doubt(String rows) {
        assertThat(doubt(rows)).isEmpty();
    }

    private static Optional<Doubt> doubt(String rows) {
        Kpi kpi = Kpis.kpi(
                Aggregate.RATIO,
                List.of(),
                "select id, id as customer_id, make_date(2025, 6, day) as day, hit, base,"
                        + " cast(null as varchar) as excluded from (values " + rows + ") as given(id, hit, base, day)");
        Figures figures = new Figures(
                connection,
                new Catalogue(List.of(kpi), Map.of()),
                Map.of(),
                Period.parse("2025-06"),
                1,
                LocalDateTime.parse("2025-07-01T02:00:00"));
        figures.prepare();
        return figures.doubt(figures.compute(kpi));
    }
}
