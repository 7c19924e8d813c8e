package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.workspace.Company;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InsightSettingsTest {

    private static final String LAST = "segments: [{segment: all, name: All}]";

    @TempDir
    private Path folder;

    @Test
    void the_shipped_ones_have_seven_reasons_and_names_in_both_languages() {
        InsightSettings settings = InsightLake.settings(1);

        assertThat(settings.reasons().stream().map(Reason::id))
                .containsExactly(
                        "complaint-open",
                        "late-delivery",
                        "low-score",
                        "price-rise",
                        "slow-answer",
                        "smaller-orders",
                        "wrong-order");
        assertThat(settings.reasons()).allMatch(reason -> reason.name().keySet().equals(java.util.Set.of("en", "zh")));
        assertThat(settings.segments()).allMatch(group -> group.name().keySet().equals(java.util.Set.of("en", "zh")));
        assertThat(settings.points()).isEqualByComparingTo("0.05");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "value-years: 21                 | 'value-years' is 21; write a whole number from 1 to 20",
                "retention-points: 100%          | 'retention-points' is 100%; write a share such as 5%",
                "segments: []                    | 'segments' must end with a group without recency, frequency and money",
                "segments: [{segment: a, name: A, money: 5}] | 'segments' must end with a group without",
                "segments: [{segment: a, name: A, money: 5-4}] | 'money' is '5-4'; write a fifth from 1 to 5",
                "segments: [{segment: a, name: A}, {segment: a, name: A}] | the group 'a' is there twice",
                "segments: [{segment: A!, name: A}] | 'A!' cannot name a group",
            })
    void what_is_wrong_is_named_with_file_and_line(String yaml, String message) throws IOException {
        write("churn/insights.yml", "# first\n" + (yaml.startsWith("segments") ? yaml : yaml + "\n" + LAST));

        assertThatThrownBy(this::read)
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("jobs/churn/insights.yml:2")
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "lookback-days: 2000             | 'lookback-days' is 2000; write a whole number from 1 to 1095",
                "kind: cause                     | 'kind' is 'cause'; write one of failure, change",
                "needs: [orders.price]           | 'orders.price' is no column of an entity",
                "parameters: {Much: 3}           | 'Much' cannot be a column",
            })
    void so_is_what_is_wrong_in_a_reason(String yaml, String message) throws IOException {
        write("churn/insights.yml", LAST);
        write("churn/reasons/odd.yml", "name: odd\n" + yaml);
        write("churn/reasons/odd.sql", "select 1");

        assertThatThrownBy(this::read)
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("jobs/churn/reasons/odd.yml:2")
                .hasMessageContaining(message);
    }

    @Test
    void a_reason_without_its_query_says_where_to_put_it() throws IOException {
        write("churn/insights.yml", LAST);
        write("churn/reasons/odd.yml", "name: odd\n");

        assertThatThrownBy(this::read)
                .hasMessageContaining("jobs/churn/reasons/odd.sql")
                .hasMessageContaining("is missing; put the query of jobs/churn/reasons/odd.yml there");
    }

    private InsightSettings read() {
        return InsightSettings.read(
                new Definitions("jobs", folder), Company.read(InsightLake.JOBS), new BigDecimal("0.1"));
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), text);
    }
}
