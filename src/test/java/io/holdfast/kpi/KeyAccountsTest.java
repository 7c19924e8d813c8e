package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.kpi.Account.Trend;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyAccountsTest {

    @TempDir
    private Path temporary;

    private Engine engine;
    private Connection connection;

    @BeforeEach
    void startEngine() {
        engine = Engine.start(temporary, "500MB", 2);
        connection = engine.connect();
    }

    @AfterEach
    void closeEngine() throws SQLException {
        connection.close();
        engine.close();
    }

    @Test
    void the_curve_counts_customers_rounded_up_and_ends_at_the_whole() {
        // Revenue 600, 150, 100, 80, 50, 20: together 1,000. A refund and a customer without revenue are no part of it.
        KeyAccounts accounts =
                accounts("('A', 600, 0), ('B', 150, 0), ('C', 100, 0), ('D', 80, 0), ('E', 50, 0), ('F', 20, 0),"
                        + " ('G', -30, 10), ('H', 0, 10)");

        assertThat(accounts.concentration()).hasSize(101);
        assertThat(accounts.concentration())
                .extracting(KeyAccounts.Share::percent, KeyAccounts.Share::customers, share -> share.share()
                        .stripTrailingZeros()
                        .toPlainString())
                .contains(
                        tuple(0, 0L, "0"),
                        tuple(1, 1L, "0.6"),
                        tuple(16, 1L, "0.6"),
                        tuple(17, 2L, "0.75"),
                        tuple(20, 2L, "0.75"),
                        tuple(50, 3L, "0.85"),
                        tuple(51, 4L, "0.93"),
                        tuple(100, 6L, "1"));
    }

    @Test
    void without_revenue_the_curve_is_flat_and_nobody_is_listed() {
        KeyAccounts accounts = accounts("('A', 0, 0)");

        assertThat(accounts.accounts()).isEmpty();
        assertThat(accounts.concentration()).hasSize(101).allSatisfy(share -> {
            assertThat(share.customers()).isZero();
            assertThat(share.share()).isZero();
        });
    }

    @Test
    void an_account_fades_only_from_the_top_fifth_of_the_year_before_and_by_more_than_5_percent() {
        // The year before six customers had revenue: a fifth, rounded up, is two, A and B.
        KeyAccounts accounts = accounts("('A', 94.99, 100), ('B', 85.5, 90), ('C', 10, 80), ('D', 73.5, 70),"
                + " ('E', 63.01, 60), ('F', 50, 50), ('G', 40, 0)");

        assertThat(accounts.accounts())
                .extracting(Account::rank, Account::customerId, Account::trend)
                .containsExactly(
                        tuple(1, "A", Trend.FADES),
                        tuple(2, "B", Trend.HOLDS), // exactly 95 %
                        tuple(3, "D", Trend.HOLDS), // exactly 105 %
                        tuple(4, "E", Trend.GROWS),
                        tuple(5, "F", Trend.HOLDS),
                        tuple(6, "G", Trend.NEW),
                        tuple(7, "C", Trend.HOLDS)); // lost most, but was no key account
    }

    @Test
    void a_key_account_that_stopped_ordering_is_listed_however_low_it_ranks() {
        String others = IntStream.rangeClosed(1, 60)
                .mapToObj(i -> "('N%02d', %d, 1)".formatted(i, 1000 - i))
                .collect(Collectors.joining(", "));

        KeyAccounts accounts = accounts(others + ", ('Z', 0, 5000)");

        assertThat(accounts.accounts()).hasSize(51);
        Account last = accounts.accounts().get(50);
        assertThat(last.customerId()).isEqualTo("Z");
        assertThat(last.trend()).isEqualTo(Trend.FADES);
        assertThat(last.rank()).isEqualTo(61);
        assertThat(last.share()).isZero();
        assertThat(last.cumulativeShare()).isEqualByComparingTo("1");
    }

    @Test
    void an_account_that_management_released_does_not_fade_and_is_told_apart() {
        KeyAccounts accounts =
                accounts("('A', 10, 100), ('B gone', 0, 90), ('C gone', 5, 5), ('D', 70, 70), ('E', 60, 60),"
                        + " ('F', 50, 50), ('G', 40, 40)");

        assertThat(accounts.accounts())
                .extracting(Account::customerId, Account::trend)
                .contains(tuple("A", Trend.FADES), tuple("B gone", Trend.RELEASED), tuple("C gone", Trend.HOLDS));
        assertThat(accounts.total().fading()).isEqualTo(1);
        assertThat(accounts.total().lost()).isEqualByComparingTo("90");
    }

    @Test
    void equal_revenue_ranks_by_customer_number_and_an_account_without_a_name_has_its_number() {
        assertThat(accounts("('B', 10, 10), ('A', 10, 10)").accounts())
                .extracting(Account::rank, Account::customerId, Account::name)
                .containsExactly(tuple(1, "A", "A"), tuple(2, "B", "B"));
    }

    @Test
    void the_total_counts_who_fades_and_what_they_took_along_also_those_that_are_not_listed() {
        // The top fifth of 300 is 60; each of these brought 1,000 and now brings 10.
        String faded = IntStream.rangeClosed(1, 60)
                .mapToObj(i -> "('F%02d', 10, 1000)".formatted(i))
                .collect(Collectors.joining(", "));
        String others = IntStream.rangeClosed(1, 240)
                .mapToObj(i -> "('N%03d', 20, 20)".formatted(i))
                .collect(Collectors.joining(", "));

        KeyAccounts accounts = accounts(faded + ", " + others);

        assertThat(accounts.accounts().stream().filter(account -> account.trend() == Trend.FADES))
                .hasSize(50);
        assertThat(accounts.total().fading()).isEqualTo(60);
        assertThat(accounts.total().lost()).isEqualByComparingTo("59400");
        assertThat(accounts.total().revenue()).isEqualByComparingTo("5400");
        assertThat(accounts.total().service().orders()).isEqualTo(300);
    }

    private KeyAccounts accounts(String rows) {
        Sql.run(
                connection,
                "create or replace temp table key_accounts as select id as customer_id, cast(null as varchar) as name,"
                        + " 'North' as branch, cast(now as decimal(18, 2)) as revenue, cast(before as decimal(18, 2)) as"
                        + " revenue_before, 1 as orders, 0 as late, 0 as wrong, 0 as complaints, 0 as slow_answers,"
                        + " 0 as unresolved, 0 as low_scores, case when id like '%gone' then 1 else 0 end as released"
                        + " from (values " + rows + ") as given(id, now, before)");
        return KeyAccounts.of(connection, Supplied.everything());
    }
}
