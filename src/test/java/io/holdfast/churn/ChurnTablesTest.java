package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lake.Entity;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChurnTablesTest {

    private static final LocalDate AS_OF = LocalDate.of(2024, 12, 31);

    /** 400 small accounts with a gap of their own, 7 to 66 days, and days that wander; three in ten stop at some time. */
    private static final String SMALL = """
            select
                'C' || (1000 + i) || '-' || k as order_id,
                'C' || (1000 + i) as customer_id,
                timestamp '2023-01-01' + ((i * 7) % 90 + k * (7 + i % 60) + (i * k * k) % 5) * interval '1' day as ordered_at,
                cast(50 + (i * 13 + k * 7) % 150 as decimal(18, 2)) as amount,
                cast(40 as decimal(18, 2)) as cost
            from range(400) c(i)
            cross join range(110) o(k)
            where (i * 7) % 90 + k * (7 + i % 60) + (i * k * k) % 5
                < case when i % 10 < 3 then 120 + (i * 37) % 600 else 731 end
            """;

    @Test
    void a_fading_large_account_heads_the_list_with_the_day_its_order_was_due(@TempDir Path temporary) {
        // Both bought for 5,000 every fortnight for a year and a half; then one's gaps grew to 21, 30, 40 days, and it
        // has
        // now been silent for 67 days. The other goes on, its last order four days ago.
        try (InsightLake lake = new InsightLake(temporary, 2)
                .rows(
                        Entity.ORDERS,
                        SMALL + " union all "
                                + large(
                                        "FADING",
                                        "case when k <= 39 then 14 * k when k = 40 then 567 when k = 41 then 597 else 637 end",
                                        43)
                                + " union all " + large("STEADY", "14 * k", 51))) {
            ChurnTables tables = lake.list(AS_OF, 1);

            assertThat(tables.shown()).first().isEqualTo("FADING");
            assertThat(lake.all(
                            "select list_place, status, last_order, usual_gap, usual_gap_of, expected_next, days_overdue,"
                                    + " longer_gaps = 0 from " + ChurnTables.LIST + " where customer_id = 'FADING'"))
                    .containsExactly("1 active 2024-10-25 14 own 2024-11-08 53 true");
            assertThat(lake.all(
                            "select f.value_at_risk > 2 * s.value_at_risk, f.p_lapse > s.p_lapse, s.days_overdue from "
                                    + ChurnTables.LIST + " f join " + ChurnTables.LIST
                                    + " s on f.customer_id = 'FADING' and s.customer_id = 'STEADY'"))
                    .containsExactly("true true 0");
        }
    }

    private static String large(String id, String day, int orders) {
        return "select '" + id + "-' || k as order_id, '" + id + "' as customer_id, timestamp '2023-01-27' + (" + day
                + ") * interval '1' day as ordered_at, cast(5000 as decimal(18, 2)) as amount,"
                + " cast(4000 as decimal(18, 2)) as cost from range(" + orders + ") o(k)";
    }
}
