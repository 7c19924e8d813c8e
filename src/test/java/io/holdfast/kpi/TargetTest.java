package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.kpi.Kpi.Better;
import io.holdfast.period.Period;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.YamlMap;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetTest {

    @TempDir
    private Path folder;

    /** 93 % and 1 % of the six points that are left to 99 %: 99 − 6 × 0.99ⁿ. */
    @ParameterizedTest
    @CsvSource({
        "2022-12, 0.93",
        "2023-01, 0.93",
        "2023-03, 0.93",
        "2023-04, 0.9306",
        "2023-07, 0.931194",
        "2023-Q4, 0.93178206",
        "2024-01, 0.932364239400",
        "2024, 0.932364239400",
        "2123-01, 0.988922966803",
    })
    void a_standard_closes_a_part_of_what_is_left_to_its_limit_with_each_step(String period, BigDecimal target)
            throws IOException {
        Target rising = read("target: {start: 93%, step: 1%, every: quarter, limit: 99%, since: 2023-01}", Better.UP);

        assertThat(rising.in(Period.parse(period))).isEqualByComparingTo(target);
    }

    @ParameterizedTest
    @CsvSource({
        "'{start: 93%, step: 0.2pp, every: quarter, limit: 93.5%, since: 2023-Q1}', UP, 2023-04, 0.932",
        "'{start: 93%, step: 0.2pp, every: quarter, limit: 93.5%, since: 2023-Q1}', UP, 2023-07, 0.934",
        "'{start: 93%, step: 0.2pp, every: quarter, limit: 93.5%, since: 2023-Q1}', UP, 2024-01, 0.935",
        "'{start: 24, step: 1.5, every: year, limit: 4, since: 2023}', DOWN, 2024-05, 22.5",
        "'{start: 24, step: 1.5, every: year, limit: 4, since: 2023}', DOWN, 2060-05, 4",
        "'{start: 5%, step: 10%, every: month, limit: 1%, since: 2023-01}', DOWN, 2023-03, 0.0424",
    })
    void a_step_may_be_absolute_and_a_standard_may_go_down(String yaml, Better better, String period, BigDecimal target)
            throws IOException {
        assertThat(read("target: " + yaml, better).in(Period.parse(period))).isEqualByComparingTo(target);
    }

    @Test
    void a_target_never_gets_easier() throws IOException {
        Target up = read("target: {start: 80%, step: 3%, every: month, limit: 99%, since: 2023-01}", Better.UP);
        Target down = read("target: {start: 9, step: 0.7, every: month, limit: 1, since: 2023-01}", Better.DOWN);
        Period period = Period.parse("2022-06");
        for (int i = 0; i < 400; i++) {
            assertThat(up.in(period.next())).isBetween(up.in(period), new BigDecimal("0.99"));
            assertThat(down.in(period.next())).isBetween(BigDecimal.ONE, down.in(period));
            period = period.next();
        }
    }

    @Test
    void a_number_is_a_target_for_all_time() throws IOException {
        assertThat(read("target: 95%", Better.UP).in(Period.parse("1999"))).isEqualByComparingTo("0.95");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "{start: 93%, step: 1%, limit: 99%} | UP | needs 'since'",
                "{start: 99%, step: 1%, limit: 93%, since: 2023} | UP | such a target would get easier",
                "{start: 93%, step: 1%, limit: 99%, since: 2023} | DOWN | such a target would get easier",
                "{start: 93%, step: 0, limit: 99%, since: 2023} | UP | 'step' is '0'",
                "{start: 93%, step: 101%, limit: 99%, since: 2023} | UP | 'step' is '101%'",
                "{start: 93%, step: -1, limit: 99%, since: 2023} | UP | 'step' is '-1'",
                "{start: 93%, step: 1%, limit: 99%, since: soon} | UP | 'soon' is not a period",
                "{start: 93%, step: 1%, every: decade, limit: 99%, since: 2023} | UP | 'every' is 'decade'",
                "{start: 93%, limit: 99%, since: 2023} | UP | 'step' is missing",
                "{start: 93%, step: 1, limit: 99%, since: 2023} | UP | write percentage points such as 0.2pp",
                "{step: 1%, limit: 99%, since: 2023} | UP | 'start' is missing",
                "{begin: 93%, step: 1%, limit: 99%, since: 2023} | UP | 'begin' is not known here",
            })
    void a_target_that_cannot_be_is_refused_with_file_and_line(String yaml, Better better, String said) {
        assertThatThrownBy(() -> read("target: " + yaml, better))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("figure.yml:1")
                .hasMessageContaining(said);
    }

    // Percent where the test writes percent.
    private static String unit(String yaml) {
        return yaml.contains("%,") || yaml.contains("pp") || yaml.endsWith("%") ? "percent" : "hours";
    }

    private Target read(String yaml, Better better) throws IOException {
        Files.writeString(folder.resolve("figure.yml"), yaml);
        Definitions definitions = new Definitions("jobs", folder);
        return Target.read(YamlMap.read(definitions, "figure.yml"), unit(yaml), better)
                .orElseThrow();
    }
}
