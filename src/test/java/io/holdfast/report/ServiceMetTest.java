package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.workspace.Definitions;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All customers together: 1,000 orders, 80 late, 20 wrong, 20 slow answers, 4 open complaints, 2 low scores. */
class ServiceMetTest {

    private final Words english = words("en");
    private final Words chinese = words("zh");

    private static Words words(String language) {
        Definitions reports = new Definitions("reports", Path.of("reports"));
        return new Words(new Bundles(reports).load(language), Locale.forLanguageTag(language));
    }

    @Test
    void what_was_above_the_average_is_told_the_furthest_above_first() {
        // Late: 7 of 31 is 22.6 %, against 8 % 2.8 times. Wrong: 1 of 31 is 3.2 % against 2 %. Two complaints are open.
        assertThat(met(english, 31, 7, 1, 0, 2, 0).sentence())
                .isEqualTo(
                        "7 of 31 orders came late, 2.8 times the company's rate; 2 complaints are still open; 1 order"
                                + " had an error.");
        assertThat(met(chinese, 31, 7, 1, 0, 2, 0).sentence()).isEqualTo("31 单中有 7 单迟交，是公司平均的 2.8 倍；2 件投诉仍未解决；1 单出错。");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100 |  9 | 9 of 100 orders came late, 1.1 times the company's rate. | 100 单中有 9 单迟交，是公司平均的 1.1 倍。",
                "124 | 10 | 10 of 124 orders came late, just above the company's rate. | 124 单中有 10 单迟交，略高于公司平均。",
                "100 | 16 | 16 of 100 orders came late, twice the company's rate. | 100 单中有 16 单迟交，是公司平均的 2 倍。",
                "100 | 24 | 24 of 100 orders came late, three times the company's rate. | 100 单中有 24 单迟交，是公司平均的 3 倍。",
                " 20 | 16 | 16 of 20 orders came late, 10 times the company's rate. | 20 单中有 16 单迟交，是公司平均的 10 倍。",
                " 19 | 16 | 16 of 19 orders came late. | 19 单中有 16 单迟交。",
                " 30 |  4 | 4 of 30 orders came late. | 30 单中有 4 单迟交。",
                "100 |  8 | Met no more failures than others: ask. | 所遇差错不比其他客户多：请直接询问。",
                "1250 | 500 | '500 of 1,250 orders came late, five times the company''s rate.' | 1,250 单中有 500 单迟交，是公司平均的 5 倍。"
            })
    void a_factor_is_told_from_20_orders_and_5_failures_on(int orders, int late, String inEnglish, String inChinese) {
        assertThat(met(english, orders, late, 0, 0, 0, 0).sentence()).isEqualTo(inEnglish);
        assertThat(met(chinese, orders, late, 0, 0, 0, 0).sentence()).isEqualTo(inChinese);
    }

    @Test
    void one_and_many_are_told_apart_and_no_more_than_three_things_are_told() {
        assertThat(met(english, 10, 0, 0, 1, 1, 1).sentence())
                .isEqualTo("1 survey score was low; 1 complaint is still open; 1 answer came late or not at all.");
        assertThat(met(english, 100, 30, 10, 9, 8, 7).sentence())
                .isEqualTo(
                        "30 of 100 orders came late, 3.8 times the company's rate; 10 orders had an error; 8 complaints"
                                + " are still open.");
    }

    @Test
    void an_account_without_an_order_is_told_as_one_and_so_is_one_of_which_nothing_is_recorded() {
        assertThat(met(english, 0, 0, 0, 0, 0, 0).sentence()).isEqualTo("No order in the year.");
        assertThat(met(english, 0, 0, 0, 0, 1, 0).sentence())
                .isEqualTo("No order in the year; 1 complaint is still open.");
        assertThat(english.service(10, 1000).late(null, null).sentence())
                .isEqualTo("What it met is not recorded: ask.");
    }

    @Test
    void a_cell_is_strong_above_the_average_and_the_average_counts_for_a_hundred_orders() {
        ServiceMet met = english.service(100, 1000);

        assertThat(met.cell(9, 80)).isEqualTo("<style isBold=\"true\">9</style>");
        assertThat(met.cell(8, 80)).isEqualTo("8");
        assertThat(met.cell(null, null)).isEqualTo("–");
        assertThat(met.average(80)).isEqualTo("8.0");
        assertThat(met.average(null)).isEqualTo("–");
    }

    private static ServiceMet met(Words words, int orders, int late, int wrong, int slow, int unresolved, int low) {
        return words.service(orders, 1000)
                .late(late, 80)
                .wrong(wrong, 20)
                .slow(slow, 20)
                .unresolved(unresolved, 4)
                .low(low, 2);
    }
}
