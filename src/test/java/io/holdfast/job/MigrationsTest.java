package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.ledger.Entry;
import io.holdfast.ledger.Ledger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

class MigrationsTest {

    private static final Instant NIGHT = Instant.parse("2026-01-02T02:00:00Z");

    private final SingleConnectionDataSource database = open();
    private final JdbcTemplate jdbc = new JdbcTemplate(database);

    SingleConnectionDataSource open() {
        return new SingleConnectionDataSource("jdbc:hsqldb:mem:migrations-test;shutdown=true", true);
    }

    String vendor() {
        return "hsqldb";
    }

    @AfterEach
    void close() {
        database.destroy();
    }

    @Test
    void a_workspace_from_before_there_were_versions_keeps_every_ledger_entry_and_gets_the_tables_it_lacks() {
        new ResourceDatabasePopulator(
                        new ClassPathResource("io/holdfast/job/schema/" + vendor() + "/V1__batch.sql"),
                        new ClassPathResource("io/holdfast/ledger/schema/V2__ledger.sql"))
                .execute(database);
        Ledger ledger = new Ledger(jdbc);
        ledger.append("load", NIGHT, "nightly-2026-01-01-r1", Map.of("entity", "orders"));
        ledger.append("run", NIGHT, "nightly-2026-01-01-r1", Map.of("period", "2026-01-01"));
        List<Entry> before = entries(ledger);

        Migrations.apply(database, vendor());

        assertThat(entries(ledger)).isEqualTo(before);
        assertThat(jdbc.queryForObject("select count(*) from run", Long.class)).isZero();
    }

    @Test
    void a_second_start_changes_nothing() {
        Migrations.apply(database, vendor());
        new Ledger(jdbc).append("load", NIGHT, "nightly-2026-01-01-r1", Map.of());
        List<String> versions = versions();

        Migrations.apply(database, vendor());

        assertThat(versions()).isEqualTo(versions);
        assertThat(new Ledger(jdbc).head().position()).isEqualTo(1);
    }

    @Test
    void a_start_that_was_killed_in_the_middle_of_a_script_goes_on_with_the_next() {
        Migrations.apply(database, vendor());
        jdbc.execute("drop table notice_text");
        jdbc.update("delete from \"schema_version\" where \"version\" <> '0' and \"version\" <> '1'");

        Migrations.apply(database, vendor());

        assertThat(jdbc.queryForObject("select count(*) from notice_text", Long.class))
                .isZero();
    }

    @Test
    void a_script_that_failed_is_run_again_once_its_cause_is_mended() {
        Migrations.apply(database, vendor());
        jdbc.update("update \"schema_version\" set \"success\" = false where \"installed_rank\" ="
                + " (select max(\"installed_rank\") from \"schema_version\")");

        Migrations.apply(database, vendor());

        assertThat(versions()).hasSizeGreaterThan(2);
        assertThat(jdbc.queryForObject("select count(*) from \"schema_version\" where \"success\" = false", Long.class))
                .isZero();
    }

    @Test
    void a_script_edited_after_it_was_shipped_is_named() {
        Migrations.apply(database, vendor());
        jdbc.update("update \"schema_version\" set \"checksum\" = 1 where \"version\" = '2'");

        assertThatThrownBy(() -> Migrations.apply(database, vendor()))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("what was recorded is as it was")
                .cause()
                .hasMessageContaining("version 2");
    }

    private List<String> versions() {
        return jdbc.queryForList(
                "select \"version\" || ' ' || \"installed_on\" from \"schema_version\" order by \"installed_rank\"",
                String.class);
    }

    private static List<Entry> entries(Ledger ledger) {
        return Stream.of("load", "run")
                .flatMap(kind -> ledger.entries(kind, Long.MAX_VALUE).stream())
                .toList();
    }
}
