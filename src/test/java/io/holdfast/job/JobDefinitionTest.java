package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.job.JobDefinition.StepDefinition.Report;
import io.holdfast.job.JobDefinition.Tables;
import io.holdfast.workspace.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobDefinitionTest {

    @TempDir
    private Path folder;

    @Test
    void a_report_may_bring_its_tables_as_a_workbook_and_as_csv() throws IOException {
        assertThat(job("  - report: pack\n    also: [xlsx, csv]\n").steps())
                .containsExactly(new Report("pack", List.of(Tables.XLSX, Tables.CSV)));
        assertThat(job("  - report: pack\n    also: xlsx\n").steps())
                .containsExactly(new Report("pack", List.of(Tables.XLSX)));
        assertThat(job("  - report: pack\n").steps()).containsExactly(new Report("pack", List.of()));
    }

    @Test
    void other_forms_and_tables_without_a_report_are_refused_by_line() {
        assertThatThrownBy(() -> job("  - report: pack\n    also: [ods]\n"))
                .hasMessage("jobs/pack.yml:4: 'also' has 'ods'; write [xlsx], [csv] or [xlsx, csv]");
        assertThatThrownBy(() -> job("  - figures: all\n    also: [csv]\n"))
                .hasMessageStartingWith("jobs/pack.yml:4: 'also' says what a report's tables are written as");
    }

    private JobDefinition job(String steps) throws IOException {
        Files.writeString(folder.resolve("pack.yml"), "period: month\nsteps:\n" + steps);
        return JobDefinition.read(new Definitions("jobs", folder), "pack");
    }
}
