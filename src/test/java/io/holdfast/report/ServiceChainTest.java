package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.report.SampleMart.Shape;
import io.holdfast.workspace.Definitions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class ServiceChainTest {

    private final Words words =
            new Words(new Bundles(new Definitions("reports", SamplePages.TREE)).load("en"), Locale.ENGLISH);

    /** Engaged staff fall from Basel to Wien; so do repeat purchases but for one pair: 1 − 6·2/120 = 0.9. */
    @Test
    void aFigureGoesWithEngagedStaffByTheRanksOfTheBranchesTheSignTurnedWhereLessIsBetter() throws SQLException {
        try (Connection mart = SampleMart.open(Shape.MANY)) {
            set(mart, "repeat-purchase-rate", "0.9", "0.8", "0.6", "0.7", "0.5");
            set(mart, "order-error-rate", "0.01", "0.02", "0.03", "0.04", "0.05");
            set(mart, "answer-time", "9", "8", "7", "6", "5");
            ServiceChain chain = ServiceChain.read(mart, SampleMart.RUN, "en", words);

            assertThat(chain.size()).isGreaterThanOrEqualTo(4);
            for (int at = 0; at < chain.size(); at++) {
                switch (chain.kpi(at)) {
                    case "engaged-staff" -> assertThat(chain.correlation(at)).isEqualTo("–");
                    case "repeat-purchase-rate" ->
                        assertThat(chain.correlation(at)).isEqualTo("+0.90");
                    case "order-error-rate" -> assertThat(chain.correlation(at)).isEqualTo("+1.00");
                    case "answer-time" -> assertThat(chain.correlation(at)).isEqualTo("−1.00");
                    default -> assertThat(chain.name(at)).isNotBlank();
                }
            }
        }
    }

    @Test
    void aBranchIsBetterOrWorseThanTheCompanyByWhatIsShownAndTooFewCasesAreSaid() throws SQLException {
        try (Connection mart = SampleMart.open(Shape.MANY)) {
            set(mart, "order-error-rate", "0.01", "0.041", "0.05", "0.04100001", "0.02");
            ServiceChain chain = ServiceChain.read(mart, SampleMart.RUN, "en", words);
            int at = 2;
            assertThat(chain.kpi(at)).isEqualTo("order-error-rate");
            assertThat(chain.company(at)).isEqualTo("4.10%");
            assertThat(chain.branch(at, "Basel")).isEqualTo("1.00% ▲");
            assertThat(chain.branch(at, "Lyon")).isEqualTo("4.10% ＝");
            assertThat(chain.branch(at, "Rotterdam")).isEqualTo("5.00% ▼");
            assertThat(chain.branch(at, "上海")).isEqualTo("4.10% ＝");
            assertThat(chain.branch(at, "Wien")).isEqualTo("2.00% ○");
            assertThat(chain.branch(at, "nowhere")).isEqualTo("–");
        }
    }

    private static void set(Connection mart, String kpi, String... values) throws SQLException {
        try (Statement statement = mart.createStatement()) {
            for (int i = 0; i < values.length; i++) {
                assertThat(statement.executeUpdate("update kpi_value set figure = " + values[i] + " where kpi = '" + kpi
                                + "' and dimension = 'branch' and period = '2025-12' and member = '"
                                + SampleMart.BRANCHES.get(i) + "'"))
                        .isEqualTo(1);
            }
        }
    }
}
