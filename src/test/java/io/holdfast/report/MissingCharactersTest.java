package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.report.SampleMart.Shape;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped font has the Greek alphabet of GB 2312, which has no accents, and no emoji. */
class MissingCharactersTest {

    @TempDir
    private Path folder;

    @Test
    void a_character_that_the_font_lacks_is_shown_as_a_box_and_told() throws Exception {
        SortedSet<String> missing = rendered("Αθήνα 😀 Press");

        assertThat(missing).containsExactlyInAnyOrder("ή", "😀");
        try (PDDocument pdf = Loader.loadPDF(folder.resolve("review.pdf").toFile())) {
            assertThat(SamplePages.text(pdf).get(0)).contains("Αθ□να □□ Press");
        }
        assertThat(Reports.lacking("account-review", "en", missing))
                .singleElement()
                .asString()
                .contains(
                        "account-review (en): its font lacks 2 characters", "ή (U+03AE)", "😀 (U+1F600)", "theme.yml");
    }

    @Test
    void a_report_whose_characters_are_all_there_has_nothing_to_tell() throws Exception {
        assertThat(rendered("Ångström & Çelik 上海恒丰包装有限公司")).isEmpty();
        assertThat(Reports.lacking("account-review", "en", new TreeSet<>())).isEmpty();
    }

    private SortedSet<String> rendered(String name) throws Exception {
        try (Connection mart = SampleReviews.open(Shape.ORDINARY);
                Statement statement = mart.createStatement()) {
            statement.execute(
                    "update review set name = '" + name + "' where item = '" + SampleReviews.NORDWIND.item() + "'");
            return SamplePages.REPORTS.render(
                    "account-review",
                    Optional.of(SampleReviews.NORDWIND),
                    "en",
                    SampleMart.RUN,
                    mart,
                    folder.resolve("review.pdf"));
        }
    }
}
