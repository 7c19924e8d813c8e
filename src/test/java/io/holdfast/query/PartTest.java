package io.holdfast.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.source.Query;
import io.holdfast.source.Source;
import io.holdfast.workspace.Definitions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PartTest {

    @TempDir
    private Path folder;

    private Query query;

    @BeforeEach
    void readSource() throws IOException {
        Files.createDirectories(folder.resolve("sources"));
        Files.writeString(folder.resolve("sources/orders.yml"), """
            entity: orders
            database: {url: "jdbc:postgresql://db/shop"}
            select: select id, t from o -- all
            key-range: {column: id, parts: 3}
            watermark: {column: t, overlap: 1 hour}
            """);
        query = Source.read(new Definitions("jobs", folder), "sources/orders.yml")
                .query()
                .orElseThrow();
    }

    @Test
    void ranges_meet_without_a_gap_and_are_open_at_both_ends() {
        assertThat(conditions(ranges("1", "10")))
                .containsExactly("(id < 5 or id is null)", "id >= 5 and id < 9", "id >= 9");
    }

    @Test
    void a_range_too_narrow_for_all_parts_has_fewer() {
        assertThat(conditions(ranges("7", "8"))).containsExactly("(id < 8 or id is null)", "id >= 8");
        assertThat(ranges("7", "7")).hasSize(1);
        assertThat(ranges("7", "7").get(0).sql()).doesNotContain("where");
    }

    @Test
    void ends_that_are_no_whole_numbers_lie_within_and_so_do_negative_ones() {
        assertThat(conditions(ranges("-10.5", "10.5")))
                .containsExactly("(id < -3 or id is null)", "id >= -3 and id < 5", "id >= 5");
    }

    @Test
    void the_mark_stands_before_the_range_and_takes_rows_without_one() {
        Part part = Part.ranges(
                        query,
                        query.keyRange().orElseThrow(),
                        Optional.of(new Mark.OfLocal(LocalDateTime.parse("2026-01-01T10:00:00"))),
                        new BigDecimal(1),
                        new BigDecimal(10))
                .get(1);

        assertThat(part.sql())
                .isEqualTo(
                        "select * from (\nselect id, t from o -- all\n) holdfast where (t >= ? or t is null) and id >= 5"
                                + " and id < 9");
        assertThat(part.values()).containsExactly(LocalDateTime.parse("2026-01-01T10:00:00"));
    }

    @Test
    void a_mark_that_is_a_number_is_written_out_so_that_an_index_serves() {
        Part part = Part.whole(query, Optional.of(new Mark.OfNumber(new BigDecimal("17"))));

        assertThat(part.sql()).endsWith("where (t >= 17 or t is null)");
        assertThat(part.values()).isEmpty();
    }

    @Test
    void without_a_condition_the_select_is_asked_as_it_is() {
        assertThat(Part.whole(query, Optional.empty()).sql()).isEqualTo(query.select());
    }

    private List<Part> ranges(String lowest, String highest) {
        return Part.ranges(
                query,
                query.keyRange().orElseThrow(),
                Optional.empty(),
                new BigDecimal(lowest),
                new BigDecimal(highest));
    }

    private static List<String> conditions(List<Part> parts) {
        return parts.stream()
                .map(part -> part.sql().replaceFirst("(?s).* where ", ""))
                .toList();
    }
}
