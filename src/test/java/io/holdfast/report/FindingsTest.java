package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.report.SampleMart.Shape;
import io.holdfast.workspace.Definitions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the sample mart, with single rows of it changed by hand. */
class FindingsTest {

    private final Connection mart = SampleMart.open(Shape.ORDINARY);

    @BeforeEach
    void aPlainLine() throws SQLException {
        // 92.2 % before, 88.1 % now; North and South fell, Upland rose.
        change("delete from kpi_contribution where kpi = 'on-time-delivery'");
        change("update kpi_value set status = 'meets' where kpi = 'on-time-delivery'");
        change("update scorecard set figure = 0.881, previous = 0.922, lower_limit = 0.80, upper_limit = 0.99,"
                + " status = 'misses', variation = 'common-cause' where kpi = 'on-time-delivery'");
        moved("North", "-0.030", "-0.002");
        moved("South", "-0.013", "0.000");
        moved("Upland", "0.004", "0.000");
    }

    @AfterEach
    void close() throws SQLException {
        mart.close();
    }

    @Test
    void theChangeIsSaidInPointsWithTheMemberThatMadeMostOfIt() throws SQLException {
        assertThat(english())
                .isEqualTo("On-time delivery fell by 4.1 points to 88.1%; branch North made 3.2 points of it.");
        assertThat(chinese()).isEqualTo("准时交付率下降 4.1 个百分点，降至 88.1%；其中分支机构“North”贡献 3.2 个百分点。");
    }

    @Test
    void periodsInARowAreCountedBackFromTheLatestAndEndWithTheFirstOther() throws SQLException {
        change("update kpi_value set status = 'misses' where kpi = 'on-time-delivery' and dimension = 'total'"
                + " and period in ('2025-12', '2025-11', '2025-10', '2025-08')");
        assertThat(english()).contains("to 88.1%, off target for 3 months in a row; branch");
        assertThat(chinese()).contains("88.1%，已连续 3 个月未达标；其中");
    }

    @Test
    void onePeriodOffTargetIsNoRun() throws SQLException {
        change("update kpi_value set status = 'misses' where kpi = 'on-time-delivery' and period = '2025-12'");
        assertThat(english()).contains("to 88.1%; branch");
    }

    @Test
    void beyondTheLimitsCountsOnTheSideThatNobodyWants() throws SQLException {
        change("update kpi_value set figure = 0.881 where kpi = 'on-time-delivery' and dimension = 'total'"
                + " and period in ('2025-12', '2025-11')");
        change("update kpi_value set figure = 0.95 where kpi = 'on-time-delivery' and dimension = 'total'"
                + " and period = '2025-10'");
        change("update scorecard set lower_limit = 0.9, upper_limit = 0.94 where kpi = 'on-time-delivery'");
        assertThat(english()).contains("to 88.1%, outside its usual limits for 2 months in a row; branch");
    }

    @Test
    void aMemberThatMovedByItsWeightSaysSo() throws SQLException {
        change("delete from kpi_contribution where member = 'North'");
        moved("Basel", "-0.010", "-0.022");
        change("update kpi_value set denominator = 900 where kpi = 'on-time-delivery' and member = 'Basel'"
                + " and period = '2025-12'");
        assertThat(english())
                .endsWith("; branch Basel made 3.2 points of it, chiefly because its share of the whole grew.");
    }

    @Test
    void aMemberThatMovedMoreThanTheWholeLeavesSomethingToTheOthers() throws SQLException {
        change("update kpi_contribution set rate = -0.050, moved = -0.052 where member = 'North'");
        assertThat(english()).endsWith("; branch North alone made 5.2 points, of which others took part back.");
    }

    @Test
    void aChangeTooSmallToShowIsNone() throws SQLException {
        change("update scorecard set previous = 0.8812 where kpi = 'on-time-delivery'");
        assertThat(english()).isEqualTo("On-time delivery stays at 88.1%.");
    }

    @Test
    void withoutAPeriodBeforeThereIsNothingToCompare() throws SQLException {
        change("update scorecard set previous = null where kpi = 'on-time-delivery'");
        assertThat(english()).isEqualTo("On-time delivery is 88.1%; the period before has no value.");
        change("update scorecard set figure = null where kpi = 'on-time-delivery'");
        assertThat(english()).isEmpty();
    }

    @Test
    void aNameThatLooksLikeMarkupIsTextInTheStyledSentence() throws SQLException {
        assertThat(Findings.styled(mart, SampleMart.RUN, "on-time-delivery", "A < B", words("en")))
                .startsWith("<style isBold=\"true\">A &lt; B</style> fell by 4.1 points");
    }

    private void moved(String member, String rate, String mix) throws SQLException {
        change("insert into kpi_contribution values ('" + SampleMart.RUN
                + "', 'on-time-delivery', '2025-11', 'branch', '" + member + "', " + rate + ", " + mix + ", " + rate
                + " + " + mix + ")");
    }

    private void change(String sql) throws SQLException {
        try (Statement statement = mart.createStatement()) {
            statement.execute(sql);
        }
    }

    private String english() throws SQLException {
        return Findings.sentence(mart, SampleMart.RUN, "on-time-delivery", "On-time delivery", words("en"));
    }

    private String chinese() throws SQLException {
        return Findings.sentence(mart, SampleMart.RUN, "on-time-delivery", "准时交付率", words("zh"));
    }

    private static Words words(String language) {
        Definitions reports = new Definitions("reports", Path.of("reports"));
        return new Words(new Bundles(reports).load(language), Locale.forLanguageTag(language));
    }
}
