package io.holdfast.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompanyTest {

    private static final String LEAST = "company: Müller Druck\nzone: Europe/Berlin\n";

    @TempDir
    private Path folder;

    @Test
    void a_name_and_a_zone_are_enough() {
        assertThat(company(LEAST))
                .isEqualTo(
                        new Company("Müller Druck", ZoneId.of("Europe/Berlin"), "", List.of("en"), Map.of(), "1GB", 2));
    }

    @Test
    void everything_can_be_said() {
        Company company = company(LEAST + """
            currency: CNY
            languages: [zh, en]
            parameters: {tolerance_days: 1, margin: 2.5%}
            memory: 512MB
            threads: 8
            """);

        assertThat(company.currency()).isEqualTo("CNY");
        assertThat(company.languages()).containsExactly("zh", "en");
        assertThat(company.parameters()).containsOnlyKeys("tolerance_days", "margin");
        assertThat(company.parameters().get("margin")).isEqualTo(new BigDecimal("0.025"));
        assertThat(company.memory()).isEqualTo("512MB");
        assertThat(company.threads()).isEqualTo(8);
    }

    @Test
    void the_defaults_that_the_program_ships_are_right() {
        Company company = Company.read(new Definitions("jobs", Path.of("jobs")));

        assertThat(company.parameters())
                .containsOnlyKeys("tolerance_days", "by_timestamp", "activity_months", "answer_standard_hours");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "zone: Berlin          | 'Berlin' is not a time zone; write one such as Europe/Berlin or Asia/Shanghai",
                "currency: Euro        | 'Euro' is not a currency; write its three letters, such as EUR or CNY",
                "parameters: {Days: 1} | 'Days' cannot be a column; use small letters, digits and _",
                "parameters: {days: x} | 'days' is 'x'; write a number such as 24, 0.5 or 95%",
                "memory: 1 GB          | 'memory' is '1 GB'; write a size such as 512MB or 4GB",
                "memory: 0GB           | 'memory' is '0GB'; write a size such as 512MB or 4GB",
                "threads: 0            | 'threads' is '0'; write a whole number from 1",
                "threads: 99999999999  | 'threads' is 99999999999; write 256 at most",
                "thread: 2             | 'thread' is not known here; allowed: company, zone, currency, languages,"
                        + " parameters, memory, threads, database",
            })
    void what_cannot_be_is_refused_with_its_line_and_what_is_allowed(String line, String message) {
        String others = line.startsWith("zone") ? "company: Müller Druck\n# a comment\n" : LEAST;
        assertThatThrownBy(() -> company(others + line + "\n"))
                .isInstanceOf(DefinitionException.class)
                .hasMessage("jobs/company.yml:3: " + message);
    }

    @Test
    void a_name_that_no_report_has_room_for_is_refused() {
        assertThatThrownBy(() -> company("company: " + "x".repeat(201) + "\nzone: UTC\n"))
                .hasMessage("jobs/company.yml:1: 'company' has 201 characters; write 200 at most");
    }

    @Test
    void reports_may_give_another_name_and_a_workspace_goes_by_it() throws IOException {
        Files.createDirectories(folder.resolve("jobs"));
        Files.createDirectories(folder.resolve("reports"));
        Files.writeString(folder.resolve("jobs/company.yml"), "company: HP\nzone: UTC\n");
        assertThat(new Workspace(folder).company().name()).isEqualTo("HP");
        Files.writeString(folder.resolve("reports/theme.yml"), "paper: a4\n");
        assertThat(new Workspace(folder).company().name()).isEqualTo("HP");
        Files.writeString(folder.resolve("reports/theme.yml"), "company: Harbour Press Ltd\n");
        assertThat(new Workspace(folder).company().name()).isEqualTo("Harbour Press Ltd");
    }

    @Test
    void a_missing_file_is_named() {
        assertThatThrownBy(() -> Company.read(new Definitions("jobs", folder)))
                .isInstanceOf(DefinitionException.class)
                .hasMessageStartingWith("jobs/company.yml: cannot be read");
    }

    private Company company(String yaml) {
        try {
            Files.writeString(folder.resolve("company.yml"), yaml);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return Company.read(new Definitions("jobs", folder));
    }
}
