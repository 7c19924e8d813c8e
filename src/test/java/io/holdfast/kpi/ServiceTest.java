package io.holdfast.kpi;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lake.Entity;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What accounts met in 2025, as known on 2 January 2026, from rows counted by hand. */
class ServiceTest {

    private static final String ORDERS =
            "order_id, customer_id, ordered_at, promised_at, delivered_at, status, amount, error_kind";
    private static final String FEEDBACK =
            "feedback_id, customer_id, kind, received_at, answered_at, resolved_at, score, scale";

    @TempDir
    private Path temporary;

    private SmallLake lake;

    @BeforeEach
    void fill() {
        lake = new SmallLake(temporary).with("orders", ORDERS, """
                ('1', 'A', timestamp '2025-01-01 00:00:00', timestamp '2025-01-05', timestamp '2025-01-05 23:59:59', null, 10.00, null),
                ('2', 'A', timestamp '2025-03-01', timestamp '2025-03-05', timestamp '2025-03-06 00:00:00', null, 10.00, 'size'),
                ('3', 'A', timestamp '2025-12-31 23:59:59', timestamp '2026-01-01', null, null, 10.00, null),
                ('4', 'A', timestamp '2025-06-01', timestamp '2025-06-05', timestamp '2025-07-01', 'cancelled', 10.00, 'size'),
                ('5', 'A', timestamp '2024-12-31 23:59:59', timestamp '2025-01-05', timestamp '2025-02-01', null, 10.00, 'size'),
                ('6', 'B', timestamp '2025-05-01', timestamp '2025-05-05', timestamp '2025-05-04', null, 10.00, null),
                ('7', 'B', timestamp '2026-01-01', timestamp '2026-01-01', null, null, 10.00, null)""").with("feedback", FEEDBACK, """
                ('1', 'A', 'complaint', timestamp '2025-02-01 10:00:00', timestamp '2025-02-02 10:00:00', timestamp '2025-02-03', null, null),
                ('2', 'A', 'complaint', timestamp '2025-03-01 10:00:00', timestamp '2025-03-02 10:00:01', timestamp '2026-01-01 09:00:00', null, null),
                ('3', 'A', 'complaint', timestamp '2025-12-31 23:00:00', null, null, null, null),
                ('4', 'A', 'question', timestamp '2025-05-01 10:00:00', null, null, null, null),
                ('5', 'A', 'survey', timestamp '2025-06-01', null, null, 2, 5),
                ('6', 'A', 'survey', timestamp '2025-06-01', null, null, 3, 5),
                ('7', 'A', 'survey', timestamp '2025-06-01', null, null, 1, 10),
                ('8', 'A', 'survey', timestamp '2025-06-01', null, null, 2, 10),
                ('9', 'A', 'complaint', timestamp '2024-12-31 10:00:00', null, null, null, null),
                ('10', 'B', 'complaint', timestamp '2026-01-01 10:00:00', null, null, null, null)""");
    }

    @AfterEach
    void close() throws SQLException {
        lake.close();
    }

    @Test
    void failures_are_those_of_the_year_up_to_the_period_s_end() {
        KeyAccounts accounts = lake.figures("2025-12", "2026-01-02T02:00:00").keyAccounts(Supplied.everything());

        // Orders 1, 2, 3; late 2, and 3, whose day is over; wrong 2. Slow: 2 by a second, 3 and 4 unanswered for over a
        // day. Open at the year's end: 2, resolved the day after, and 3. Low: 2 of 5 points, and 1 of 0 to 10.
        assertThat(service(accounts, "A")).isEqualTo(new Service(3, 2L, 1L, 3L, 3L, 2L, 2L));
        assertThat(service(accounts, "B")).isEqualTo(new Service(1, 0L, 0L, 0L, 0L, 0L, 0L));
        assertThat(accounts.total().service()).isEqualTo(new Service(4, 2L, 1L, 3L, 3L, 2L, 2L));
    }

    @Test
    void what_nobody_records_is_unknown_and_not_none() {
        KeyAccounts accounts = lake.figures("2025-12", "2026-01-02T02:00:00")
                .keyAccounts(Map.of(
                        Entity.ORDERS, Set.of("order_id", "customer_id", "ordered_at", "promised_at", "delivered_at"),
                        Entity.FEEDBACK, Set.of("feedback_id", "customer_id", "kind", "received_at")));

        assertThat(service(accounts, "A")).isEqualTo(new Service(3, 2L, null, 3L, null, null, null));
        assertThat(accounts.total().service()).isEqualTo(new Service(4, 2L, null, 3L, null, null, null));
    }

    private static Service service(KeyAccounts accounts, String customer) {
        return accounts.accounts().stream()
                .filter(account -> account.customerId().equals(customer))
                .findFirst()
                .orElseThrow()
                .service();
    }
}
