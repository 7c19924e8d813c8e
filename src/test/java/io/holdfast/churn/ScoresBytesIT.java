package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lake.Entity;
import io.holdfast.lake.Sql;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoresBytesIT {

    private static final int CUSTOMERS = 130_000;

    @Test
    void scores_of_several_row_groups_have_the_same_bytes_on_any_number_of_threads(@TempDir Path temporary)
            throws IOException {
        byte[] one = scores(temporary.resolve("1"), 1);

        assertThat(scores(temporary.resolve("4"), 4)).isEqualTo(one);
    }

    // More than the 122,880 rows that a row group holds.
    private static byte[] scores(Path folder, int threads) throws IOException {
        Files.createDirectories(folder);
        Path file = folder.resolve("scores.parquet");
        try (InsightLake lake =
                new InsightLake(folder.resolve("engine"), threads).rows(Entity.ORDERS, """
                        select
                            i || '-' || k as order_id,
                            'C' || (1000000 + i) as customer_id,
                            timestamp '2023-01-01' + ((i * 31) %% 500 + k * (10 + i %% 97)) * interval '1' day as ordered_at,
                            cast(5 + (i * 13 + k * 7) %% 150 as decimal(18, 2)) as amount,
                            cast(4 as decimal(18, 2)) as cost
                        from range(%d) c(i)
                        cross join range(3) o(k)
                        where k <= i %% 3
                        """.formatted(CUSTOMERS))) {
            assertThat(lake.list(LocalDate.of(2024, 12, 31), threads).write(file))
                    .isEqualTo(CUSTOMERS);
            assertThat(lake.all("select count(distinct row_group_id) from parquet_metadata(" + Sql.literal(file) + ")"))
                    .isEqualTo(List.of("2"));
        }
        return Files.readAllBytes(file);
    }
}
