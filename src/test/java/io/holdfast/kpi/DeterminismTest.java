package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same rows give the same digits: whatever the number of threads, and in whatever order the rows lie. */
class DeterminismTest {

    @TempDir
    private Path temporary;

    /** Everything that a run derives from its rows. */
    private record Answer(List<Result> results, KeyAccounts accounts, Complaints complaints, OneWords words) {}

    @Test
    void figures_depend_neither_on_threads_nor_on_the_order_of_rows() {
        Answer answer = answer(1, "i");

        assertThat(answer.results()).isNotEmpty().allSatisfy(result -> {
            assertThat(result.figures().stream().filter(Figure::isTotal))
                    .as(result.kpi().id())
                    .hasSizeGreaterThanOrEqualTo(13);
            assertThat(result.line().figure().value()).as(result.kpi().id()).isNotNull();
        });
        assertThat(answer.complaints().repeats()).isNotEmpty();
        assertThat(answer.complaints().open().oldest()).hasSize(10);
        assertThat(answer.words().words()).extracting(OneWords.Word::word).contains("fast", "准时");
        assertThat(answer(2, "i")).isEqualTo(answer);
        assertThat(answer(2, "hash(i)")).isEqualTo(answer);
        assertThat(answer(1, "i desc")).isEqualTo(answer);
    }

    private Answer answer(int threads, String order) {
        try (DicedLake lake = new DicedLake(temporary, threads, order)) {
            Figures figures = lake.figures();
            return new Answer(
                    Catalogue.read(DicedLake.JOBS).kpis().stream()
                            .map(figures::compute)
                            .toList(),
                    figures.keyAccounts(Supplied.everything()),
                    figures.complaints(Supplied.everything()),
                    figures.oneWords(DicedLake.JOBS));
        }
    }
}
