package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.job.JobDefinition.StepDefinition;
import io.holdfast.job.JobDefinition.StepDefinition.Report;
import io.holdfast.job.JobDefinition.Tables;
import io.holdfast.review.Reviewed;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobDefinitionTest {

    @TempDir
    private Path folder;

    @Test
    void a_report_may_bring_its_tables_as_a_workbook_and_as_csv() throws IOException {
        assertThat(job("month", "  - report: pack\n    also: [xlsx, csv]\n").steps())
                .containsExactly(new Report("pack", List.of(Tables.XLSX, Tables.CSV)));
        assertThat(job("month", "  - report: pack\n    also: xlsx\n").steps())
                .containsExactly(new Report("pack", List.of(Tables.XLSX)));
        assertThat(job("month", "  - report: pack\n").steps()).containsExactly(new Report("pack", List.of()));
    }

    @Test
    void other_forms_and_tables_without_a_report_are_refused_by_line() {
        assertThatThrownBy(() -> job("month", "  - report: pack\n    also: [ods]\n"))
                .hasMessage("jobs/j.yml:4: 'also' has 'ods'; write [xlsx], [csv] or [xlsx, csv]");
        assertThatThrownBy(() -> job("month", "  - figures: all\n    also: [csv]\n"))
                .hasMessageStartingWith("jobs/j.yml:4: 'also' says what a report's tables are written as");
    }

    @Test
    void a_report_for_each_key_account_is_about_the_hundred_largest_where_no_number_is_said() throws IOException {
        assertThat(job("month", "  - report: account-review\n    for-each: key-account\n")
                        .steps())
                .containsExactly(new StepDefinition.Burst("account-review", Reviewed.KEY_ACCOUNT, 100, List.of()));
        assertThat(job("year", "  - report: my-review\n    for-each: key-account\n    largest: 7\n    also: xlsx\n")
                        .steps())
                .containsExactly(new StepDefinition.Burst("my-review", Reviewed.KEY_ACCOUNT, 7, List.of(Tables.XLSX)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "month|for-each: customer|4: 'for-each' is 'customer'",
                "month|largest: 5|4: 'largest' belongs to '- report: account-review' with 'for-each: key-account | branch |",
                "month|\"for-each: branch\\n    largest: 5\"|5: 'largest' says how many key accounts there are; every branch has",
                "month|\"for-each: key-account\\n    largest: 100001\"|5: 'largest' is 100001; write 100000 at most",
                "day|for-each: branch|4: reviews tell of months, this job is about a day; write 'period: month'",
                "month|\"for-each: branch\\n  - report: other\\n    for-each: branch\"|6: this job has reviews for each branch already"
            })
    void what_is_wrong_with_it_is_told_by_file_and_line(String period, String options, String message) {
        assertThatThrownBy(() -> job(period, "  - report: account-review\n    " + options.replace("\\n", "\n") + "\n"))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("jobs/j.yml:" + message);
    }

    private JobDefinition job(String period, String steps) throws IOException {
        Files.writeString(folder.resolve("j.yml"), "period: " + period + "\nsteps:\n" + steps);
        return JobDefinition.read(new Definitions("jobs", folder), "j");
    }
}
