package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.report.SampleMart.Shape;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Slow: a table of hundreds of pages. */
class ManyRowsIT {

    private static final int MANY_ROWS = 10_000;

    @Test
    void tenThousandRowsTakeThePagesTheyNeedAndEachHasItsHead(@TempDir Path folder) throws Exception {
        Path target = folder.resolve("sources.pdf");
        try (Connection mart = SampleMart.open(Shape.ORDINARY)) {
            try (Statement statement = mart.createStatement()) {
                statement.execute("""
                        insert into run_load select run_id, 10000 + n, entity, source, file, recorded_at, records, left_out, rejected,
                            accepted, stored, file_sha256
                          from run_load, unnest(sequence_array(1, %d, 1)) as t(n) where ledger_position = 1275\
                        """.formatted(MANY_ROWS));
            }
            SamplePages.REPORTS.render("management-pack", "en", SampleMart.RUN, mart, target);
        }
        try (PDDocument pdf = Loader.loadPDF(target.toFile())) {
            List<String> pages = SamplePages.text(pdf).stream()
                    .filter(page -> page.contains("customers-2025-01.csv"))
                    .toList();
            assertThat(pages).hasSizeBetween(200, 500).allSatisfy(page -> assertThat(page)
                    .contains("Rejected"));
            assertThat(String.join("", pages).split("customers-2025-01\\.csv", -1))
                    .hasSizeGreaterThan(MANY_ROWS);
            assertThat(Overhang.of(pdf)).isEmpty();
        }
    }
}
