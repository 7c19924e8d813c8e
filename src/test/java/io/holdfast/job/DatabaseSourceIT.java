package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.Workspaces.Ended;
import io.holdfast.lake.Load;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows of a real PostgreSQL: read once, in parts, from where the last reading ended, or not at all and with a reason. */
class DatabaseSourceIT {

    private static final String SELECT = "select: |\n"
            + "  select id as order_id, customer as customer_id, ordered as ordered_at, amount, status, updated_at\n"
            + "  from orders";

    private static ShopDatabase shop;

    @TempDir
    private Path folder;

    private Workspaces workspace;

    @BeforeAll
    static void openShop() {
        shop = ShopDatabase.start();
    }

    @AfterAll
    static void closeShop() {
        shop.close();
    }

    @BeforeEach
    void layOut() {
        shop.reset(20);
        workspace = Workspaces.withOrders(folder.resolve("w")).write("secrets/shop", ShopDatabase.PASSWORD + "\n");
        databases(shop.port());
        source(SELECT, "watermark: {column: updated_at, overlap: 5 minutes}");
    }

    @Test
    void rows_of_a_database_become_a_load_in_the_business_s_own_time() {
        Ended ended = workspace.nightly();

        assertThat(ended.said()).contains("shop:orders: 20 read = 20 accepted + 0 rejected; 20 new or changed");
        assertThat(ended.exitCode()).isZero();
        assertThat(workspace.orders("order_id, customer_id, ordered_at, amount, status"))
                .contains("1 c1 2025-12-01 10:01:00 1.50 open")
                .hasSize(20);
    }

    private void databases(int port) {
        workspace.write(
                "jobs/databases.yml",
                "shop:\n  url: jdbc:postgresql://localhost:" + port
                        + "/postgres\n  user: reader\n  password: ${file:secrets/shop}\n");
    }

    private void source(String... lines) {
        workspace.write(
                "jobs/sources/orders.yml", "entity: orders\ndatabase: shop\n" + String.join("\n", lines) + "\n");
    }

    private List<Load> loads() {
        return workspace.loads();
    }
}
