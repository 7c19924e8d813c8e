package io.holdfast.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.ledger.Claim;
import io.holdfast.ledger.ContentStore;
import io.holdfast.ledger.Entry;
import io.holdfast.ledger.Ledger;
import io.holdfast.ledger.Removals;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The lake against a plain map of keys to rows, over histories as nights and mornings make them. */
class LakeTest {

    private static final Instant AT = Instant.parse("2026-01-02T02:00:00Z");
    private static final List<Entity> ENTITIES = List.of(Entity.ORDERS, Entity.ORDER_LINES, Entity.CUSTOMERS);

    @TempDir
    private static Path temporary;

    private static Engine engine;

    @TempDir
    private Path folder;

    private final SingleConnectionDataSource database =
            new SingleConnectionDataSource("jdbc:hsqldb:mem:lake-test", true);
    private final Ledger ledger = new Ledger(new JdbcTemplate(database));
    private Connection connection;
    private Path staging;
    private Lake lake;

    /** What the lake must answer, by ledger position and entity: rows by key, each key and row as one text. */
    private final Map<Long, Map<Entity, Map<String, String>>> expected = new TreeMap<>(Map.of(0L, Map.of()));

    private final Map<Entity, Map<String, String>> now = new HashMap<>();

    @BeforeAll
    static void startEngine() {
        engine = Engine.start(temporary, "500MB", 2);
    }

    @AfterAll
    static void closeEngine() {
        engine.close();
    }

    @BeforeEach
    void createLake() throws IOException {
        new JdbcTemplate(database).execute("drop table ledger if exists");
        new ResourceDatabasePopulator(new ClassPathResource("io/holdfast/ledger/schema/V2__ledger.sql"))
                .execute(database);
        connection = engine.connect();
        staging = Files.createDirectories(folder.resolve("staging"));
        lake = new Lake(folder.resolve("lake"), ledger);
        ENTITIES.forEach(entity -> now.put(entity, new TreeMap<>()));
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
        database.destroy();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void at_every_ledger_position_of_a_random_history_the_latest_row_of_each_key_counts(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        if (seed % 2 == 0) {
            // A wide base, over which several nights' deltas grow before they are merged.
            ENTITIES.forEach(entity -> load(entity, fortyTimes("v0")));
            closeSnapshots();
        }
        int steps = 2 + random.nextInt(5);
        for (int step = 0; step < steps; step++) {
            int loads = 1 + random.nextInt(2);
            for (int i = 0; i < loads; i++) {
                // Mostly nights with little news, now and then a load that changes much.
                load(ENTITIES.get(random.nextInt(ENTITIES.size())), random, random.nextInt(4) == 0 ? 40 : 4);
            }
            if (seed % 3 == 0 && random.nextInt(2) == 0) {
                Entity entity = ENTITIES.get(random.nextInt(ENTITIES.size()));
                delete(
                        entity,
                        now.get(entity).keySet().stream()
                                .filter(key -> random.nextInt(5) == 0)
                                .toList());
            }
            if (random.nextInt(3) > 0) {
                closeSnapshots();
            }
            if (random.nextInt(4) == 0) {
                forget(String.valueOf(random.nextInt(30)));
            }
            if (random.nextInt(4) == 0) {
                dropSnapshots(random.nextLong(ledger.head().position() + 1));
            }
        }

        // As a process that starts anew sees it: from the ledger and the files alone.
        lake = new Lake(folder.resolve("lake"), ledger);
        assertKnown();
        assertReplaced();
    }

    @Test
    void the_histories_make_bases_deltas_and_merges_and_positions_between_a_load_and_its_snapshot() {
        load(Entity.ORDERS, Map.of("1", "a", "2", "a", "3", "a", "4", "a", "5", "a", "6", "a"));
        closeSnapshots();
        load(Entity.ORDERS, Map.of("6", "b"));
        closeSnapshots();
        load(Entity.ORDERS, Map.of("5", "c"));
        closeSnapshots();

        assertThat(ledger.entries(Snapshot.KIND, Long.MAX_VALUE).stream().map(Snapshot::of))
                .extracting(Snapshot::upTo, Snapshot::baseRows, Snapshot::deltaRows, snapshot -> snapshot.delta()
                        .isEmpty())
                .containsExactly(
                        // the first load as it is
                        tuple(1L, 6L, 0L, true),
                        // one new row is no more than a fifth of six: a delta
                        tuple(3L, 6L, 1L, false),
                        // two are more: all of them, merged into a new base
                        tuple(5L, 6L, 0L, true));
        assertKnown();
    }

    @Test
    void closing_a_snapshot_does_not_read_the_base_where_the_loads_say_which_of_its_rows_they_replace()
            throws IOException {
        load(Entity.ORDERS, fortyTimes("a"));
        closeSnapshots();
        long nightly = ledger.head().position();
        stagedAt(nightly, Entity.ORDERS, Map.of("3", "b", "41", "b"));
        closeSnapshots();
        Snapshot first = last();
        // Of the next night both loads replace 5, and 3 stands in the delta by now.
        nightly = ledger.head().position();
        stagedAt(nightly, Entity.ORDERS, Map.of("3", "c", "5", "c"));
        stagedAt(nightly, Entity.ORDERS, Map.of("5", "d"));
        Path base = folder.resolve("lake/orders/" + first.base() + ".parquet");
        byte[] bytes = Files.readAllBytes(base);
        Files.delete(base);
        closeSnapshots();
        Files.write(base, bytes);

        assertThat(last().base()).isEqualTo(first.base());
        assertThat(replaced(first)).containsExactly(2L);
        assertThat(replaced(last())).containsExactly(2L, 4L);
        assertReplaced();
        assertKnown();
    }

    @Test
    void a_row_that_is_gone_is_not_known_until_it_comes_again_and_every_position_stays_as_it_was() {
        load(Entity.ORDERS, fortyTimes("a"));
        closeSnapshots();
        delete(Entity.ORDERS, List.of("2", "3"));
        long gone = ledger.head().position();
        // 3 comes back as it was, which is news by now, and replaces its old row in the base.
        stagedAt(gone, Entity.ORDERS, Map.of("3", "a", "4", "a"));
        closeSnapshots();

        assertThat(known(Entity.ORDERS, gone)).hasSize(38).doesNotContainKeys("2", "3");
        assertThat(known(Entity.ORDERS, ledger.head().position())).hasSize(39).containsKey("3");
        assertThat(replaced(last())).containsExactly(2L);
        assertKnown();
        assertThat(lake.claims()).anyMatch(claim -> claim.what().equals("keys deleted by orders.csv"));
    }

    @Test
    void what_is_gone_since_a_position_is_a_change_of_what_was_known_then() {
        load(Entity.ORDERS, Map.of("1", "a", "2", "a", "3", "a"));
        long then = ledger.head().position();
        load(Entity.ORDERS, Map.of("4", "a", "5", "a", "2", "b"));
        delete(Entity.ORDERS, List.of("1", "2", "4"));
        load(Entity.ORDERS, Map.of("2", "c"));
        new Since(lake, then, ledger.head().position()).create(connection);

        // 4 came and went: nothing of it was known then or is now.
        assertThat(Sql.query(
                        connection,
                        "select concat_ws(' ', order_id, coalesce(status, '-'), coalesce(was_status, '-'), kind_of_change,"
                                + " load_position) from main.since_orders order by order_id",
                        row -> row.getString(1)))
                .containsExactly("1 - a gone 3", "2 c a changed 4", "5 a - came 2");
    }

    @Test
    void what_a_rolled_back_transaction_entered_is_not_known_after_it() throws SQLException {
        load(Entity.ORDERS, Map.of("1", "a"));
        long position = ledger.head().position();
        Connection transaction = database.getConnection();
        transaction.setAutoCommit(false);
        ledger.append(
                Load.KIND, at(), "night", loadOf(Entity.ORDERS, 3, 3, 0, 0, "").facts());
        assertThat(lake.loads(Long.MAX_VALUE)).extracting(Load::records).containsExactly(1L, 3L);
        transaction.rollback();
        transaction.setAutoCommit(true);
        assertThat(lake.loads(Long.MAX_VALUE)).extracting(Load::records).containsExactly(1L);

        // Another entry under the same position.
        ledger.append(
                Load.KIND, at(), "night", loadOf(Entity.ORDERS, 5, 5, 0, 0, "").facts());

        assertThat(lake.loads(Long.MAX_VALUE))
                .extracting(Load::position, Load::records)
                .containsExactly(tuple(position, 1L), tuple(position + 1, 5L));
    }

    @Test
    void rows_that_are_new_replace_none_of_the_base() {
        load(Entity.ORDERS, fortyTimes("a"));
        closeSnapshots();
        stagedAt(ledger.head().position(), Entity.ORDERS, Map.of("41", "b"));
        closeSnapshots();

        assertThat(replaced(last())).isEmpty();
        assertKnown();
    }

    @Test
    void a_load_that_was_staged_against_an_earlier_base_has_the_present_one_searched() {
        load(Entity.ORDERS, fortyTimes("a"));
        closeSnapshots();
        long before = ledger.head().position();
        String firstBase = last().base();
        // More than a fifth is new: a new base, in which the rows have other numbers.
        load(Entity.ORDERS, fortyTimes("b"));
        closeSnapshots();
        stagedAt(before, Entity.ORDERS, Map.of("1", "c"));
        closeSnapshots();

        assertThat(last().base()).isNotEqualTo(firstBase);
        assertThat(replaced(last())).hasSize(1);
        assertReplaced();
        assertKnown();
    }

    @Test
    void a_load_of_a_program_that_named_no_base_has_the_base_searched() {
        load(Entity.ORDERS, fortyTimes("a"));
        closeSnapshots();
        long nightly = ledger.head().position();
        load(Entity.ORDERS, Map.of("2", "b"));
        stagedAt(nightly, Entity.ORDERS, Map.of("4", "b"));
        closeSnapshots();

        assertThat(replaced(last())).containsExactly(1L, 3L);
        assertKnown();
    }

    @Test
    void news_are_the_rows_that_are_not_known_as_they_are() {
        load(Entity.ORDERS, fortyTimes("a"));
        closeSnapshots();
        load(Entity.ORDERS, Map.of("2", "b"));
        Path file = write(Entity.ORDERS, Map.of("1", "a", "2", "a", "3", "c", "41", "d"));

        assertThat(Sql.query(
                        connection,
                        "select order_id, status, base_row from ("
                                + lake.news(Entity.ORDERS, file, ledger.head().position()) + ")",
                        row -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3)))
                .containsExactlyInAnyOrder("2 a null", "3 c 2", "41 d null");
    }

    @Test
    void later_loads_do_not_change_what_was_known_before() {
        load(Entity.ORDERS, Map.of("1", "entered", "2", "entered"));
        closeSnapshots();
        long then = ledger.head().position();
        Map<String, String> before = known(Entity.ORDERS, then);

        load(Entity.ORDERS, Map.of("1", "delivered", "3", "entered"));
        closeSnapshots();

        assertThat(known(Entity.ORDERS, then)).isEqualTo(before).containsOnlyKeys("1", "2");
        assertThat(known(Entity.ORDERS, ledger.head().position()))
                .isEqualTo(Map.of("1", "delivered", "2", "entered", "3", "entered"));
    }

    @Test
    void an_entity_without_a_load_is_an_empty_relation_with_all_its_columns() {
        lake.createViews(connection, 0);

        for (Entity entity : Entity.values()) {
            assertThat(Sql.number(connection, "select count(*) from " + entity)).isZero();
            assertThat(Sql.query(
                            connection,
                            "describe " + entity,
                            row -> row.getString("column_name") + " "
                                    + row.getString("column_type")
                                            .toLowerCase(java.util.Locale.ROOT)
                                            .replace(",", ", ")))
                    .isEqualTo(entity.columns().stream()
                            .map(column -> column.name() + " " + column.type().sql())
                            .toList());
        }
    }

    @Test
    void names_lie_in_a_file_of_their_own_and_are_joined_where_they_are_read() throws IOException {
        load(Entity.CUSTOMERS, Map.of("1", "Ada", "2", "Bea"));
        Load load = lake.loads(1).get(0);
        load(Entity.CUSTOMERS, nameless("2"));
        lake.createViews(connection, 2);

        assertThat(columns(file("customers", load.sha256())))
                .contains("customer_id", "branch")
                .doesNotContain("name");
        assertThat(columns(file("personal", load.personalSha256().orElseThrow())))
                .containsExactly("customer_id", "name");
        assertThat(known(Entity.CUSTOMERS, 1)).isEqualTo(Map.of("1", "Ada", "2", "Bea"));
        // A later load without a name does not give back the earlier one.
        assertThat(known(Entity.CUSTOMERS, 2)).containsEntry("1", "Ada").containsEntry("2", null);
        assertThat(only(folder.resolve("lake/personal"))).isRegularFile();
        assertThat(plan("select name from customers")).contains("arg_max_null");
        assertThat(plan(Facts.alone("select customer_id, branch from customers")))
                .doesNotContain("arg_max_null");
    }

    @Test
    void what_an_earlier_program_wrote_reads_as_before_and_can_be_forgotten_too() throws IOException {
        ofAnEarlierProgram(Entity.CUSTOMERS, fortyTimes("Ada"));
        ofAnEarlierProgram(Entity.CUSTOMERS, Map.of("1", "Bea"));
        String base = new ContentStore(folder.resolve("lake/customers"), ".parquet")
                .keep(write(Entity.CUSTOMERS, now.get(Entity.CUSTOMERS)));
        ledger.append(
                Snapshot.KIND,
                at(),
                "night",
                Map.of(
                        "entity",
                        "customers",
                        "up-to",
                        "2",
                        "base",
                        base,
                        "base-rows",
                        "40",
                        "delta",
                        "",
                        "delta-rows",
                        "0",
                        "replaced",
                        ""));
        remember();
        stagedAt(3, Entity.CUSTOMERS, Map.of("1", "Bea", "2", "Cleo"));
        closeSnapshots();

        assertThat(last().deltaRows()).as("of the earlier program's base").isOne();
        assertKnown();
        forget("1");
        assertKnown();
        assertThat(known(Entity.CUSTOMERS, 3)).containsEntry("1", "(removed)").containsEntry("2", "Ada");
    }

    @Test
    void a_text_that_was_put_down_to_another_customer_first_goes_with_the_one_whose_it_is() {
        feedback("('F1', 'C1', 'Ada here'), ('F2', 'C1', 'My cards')");
        feedback("('F1', 'C2', 'Ada here')");
        Erasure erasure = new Erasure(lake, folder.resolve("lake"), connection, "C2");

        Removals.enter(
                ledger,
                erasure.held(Set.of()).stream()
                        .map(held -> erasure.replace(held, Set.of(), staging))
                        .toList(),
                Removals.FORGET,
                AT,
                Map.of("customer", "C2"));

        assertThat(texts(1)).containsExactly("F1 C1 null", "F2 C1 My cards");
        assertThat(texts(2)).containsExactly("F1 C2 null", "F2 C1 My cards");
        assertThat(erasure.held(Set.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"C7,Ada", "x;C7;y", "a|\"C7\"|b", "a\tC7", "a~ C7 ~b", "x;\"Ada Lovelace, widow\""})
    void of_a_rejected_record_the_customer_is_found_whatever_stands_between_fields(String raw) {
        assertThat(rowsThatTellOf("C7", "Ada Lovelace, widow", raw)).isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"C77,Adam", "2025-C7,x", "Adam", "", "a C7 b"})
    void of_a_rejected_record_another_field_is_not_the_customer(String raw) {
        assertThat(rowsThatTellOf("C7", "Ada", raw)).isZero();
    }

    private long rowsThatTellOf(String customer, String name, String raw) {
        Path csv = staging.resolve("some.rejects.csv");
        Sql.run(
                connection,
                "copy (select 1 as line, " + Sql.literal(raw) + " as raw, '' as value) to " + Sql.literal(csv)
                        + " (format csv, header)");
        return new Erasure(lake, folder.resolve("lake"), connection, customer).copied(csv, Set.of(name));
    }

    private void feedback(String rows) {
        Path file = staging.resolve("feedback.parquet");
        String columns = Entity.FEEDBACK.columns().stream()
                .map(column -> "cast("
                        + (Set.of("feedback_id", "customer_id", "text").contains(column.name())
                                ? column.name()
                                : "null")
                        + " as " + column.type().sql() + ") as " + column.name())
                .collect(Collectors.joining(", "));
        Sql.run(
                connection,
                "copy (select " + columns + " from (values " + rows + ") as given(feedback_id, customer_id, text)) to "
                        + Sql.literal(file) + " (format parquet)");
        int count = rows.split("'F").length - 1;
        Lake.Adopted adopted = lake.adoptLoad(connection, Entity.FEEDBACK, file);
        Map<String, String> facts =
                loadOf(Entity.FEEDBACK, count, count, 0, count, "").facts();
        facts.put("sha256", adopted.sha256());
        facts.put("personal-sha256", adopted.personalSha256());
        ledger.append(Load.KIND, at(), "night", facts);
    }

    private List<String> texts(long position) {
        return Sql.query(
                connection,
                "select feedback_id, customer_id, text from (" + lake.asKnownAt(Entity.FEEDBACK, position)
                        + ") order by 1",
                row -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3));
    }

    private static Map<String, String> nameless(String key) {
        Map<String, String> row = new TreeMap<>();
        row.put(key, null);
        return row;
    }

    private List<String> columns(Path parquet) {
        return Sql.query(
                connection,
                "describe from read_parquet(" + Sql.literal(parquet) + ")",
                row -> row.getString("column_name"));
    }

    private String plan(String sql) {
        return String.join("", Sql.query(connection, "explain (format json) " + sql, row -> row.getString(2)));
    }

    @Test
    void a_file_that_lies_in_the_folder_but_not_in_the_ledger_is_never_seen() throws IOException {
        load(Entity.ORDERS, Map.of("1", "a"));
        // As a process leaves it that was killed between moving the file and entering it.
        String orphan = lake.adoptLoad(connection, Entity.ORDERS, write(Entity.ORDERS, Map.of("1", "z", "2", "z")))
                .sha256();
        Files.writeString(folder.resolve("lake/orders/leftover.parquet"), "half written");

        assertThat(folder.resolve("lake/orders/" + orphan + ".parquet")).exists();
        assertThat(known(Entity.ORDERS, ledger.head().position())).isEqualTo(Map.of("1", "a"));
        closeSnapshots();
        assertThat(known(Entity.ORDERS, ledger.head().position())).isEqualTo(Map.of("1", "a"));
    }

    @Test
    void a_changed_byte_is_refused_and_the_file_is_named() throws IOException {
        load(Entity.ORDERS, Map.of("1", "a"));
        Path file = only(folder.resolve("lake/orders"));
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        Lake opened = new Lake(folder.resolve("lake"), ledger);

        assertThatThrownBy(() -> opened.asKnownAt(Entity.ORDERS, 1))
                .isInstanceOf(LakeException.class)
                .hasMessageStartingWith(file + " was changed: its SHA-256 is ")
                .hasMessageEndingWith("put it back from a backup");
    }

    @Test
    void a_missing_file_is_named() throws IOException {
        load(Entity.ORDERS, Map.of("1", "a"));
        Path file = only(folder.resolve("lake/orders"));
        Files.delete(file);
        Lake opened = new Lake(folder.resolve("lake"), ledger);

        assertThatThrownBy(() -> opened.asKnownAt(Entity.ORDERS, 1))
                .isInstanceOf(LakeException.class)
                .hasMessage(file + " is missing, but the ledger names it; put it back from a backup");
    }

    @Test
    void what_is_known_is_the_last_load_or_the_snapshot_that_follows_it() {
        assertThat(lake.known()).isEmpty();
        load(Entity.ORDERS, Map.of("1", "a"));
        assertThat(lake.known().orElseThrow().position()).isEqualTo(1);
        closeSnapshots();
        ledger.append("run", AT, "monthly-pack-2025-12-r1", Map.of());
        assertThat(lake.known().orElseThrow().position()).isEqualTo(2);
        load(Entity.CUSTOMERS, Map.of("1", "a"));
        assertThat(lake.known().orElseThrow().position()).isEqualTo(4);
    }

    @Test
    void columns_are_supplied_from_the_load_on_that_has_them() {
        load(Entity.ORDERS, Map.of("1", "a"));

        assertThat(lake.supplied(Entity.ORDERS, 1))
                .contains("order_id", "status")
                .doesNotContain("cost");
        assertThat(lake.supplied(Entity.ORDERS, 0)).isEmpty();
        assertThat(lake.supplied(Entity.CUSTOMERS, 1)).isEmpty();
    }

    @Test
    void the_script_for_the_engines_own_shell_gives_the_same_relations() throws IOException {
        load(Entity.ORDERS, Map.of("1", "a", "2", "a"));
        load(Entity.ORDERS, Map.of("2", "b"));
        lake.writeScript(ledger.head());

        for (String statement :
                Files.readString(folder.resolve("lake/as-known-at.sql")).split(";\n", -1)) {
            if (!statement.isBlank()) {
                Sql.run(connection, statement);
            }
        }
        assertThat(rows(Entity.ORDERS, "memory.main.orders")).isEqualTo(Map.of("1", "a", "2", "b"));
        for (Entity entity : Entity.values()) {
            Sql.run(connection, "drop view memory.main." + entity);
        }
    }

    @Test
    void a_load_that_does_not_add_up_cannot_exist() {
        assertThatThrownBy(() -> loadOf(Entity.ORDERS, 10, 8, 1, 8, ""))
                .hasMessage(
                        "orders.csv: 10 records read, but 8 accepted, 1 rejected and 0 left out by the mapping; that"
                                + " does not add up");
        assertThatThrownBy(() -> loadOf(Entity.ORDERS, 9, 8, 1, 9, "")).isInstanceOf(IllegalArgumentException.class);
    }

    /** Of every delta: the base's rows with its keys, searched for as anybody would. */
    private void assertReplaced() {
        ENTITIES.stream()
                .flatMap(entity -> lake.snapshots(entity).stream())
                .filter(Entries.Entered::kept)
                .map(Entries.Entered::snapshot)
                .filter(snapshot -> !snapshot.delta().isEmpty())
                .forEach(snapshot -> assertThat(replaced(snapshot))
                        .isEqualTo(Sql.query(
                                connection,
                                "select n from (select *, file_row_number as n from read_parquet("
                                        + Sql.literal(file(snapshot.entity().relation(), snapshot.base()))
                                        + ", file_row_number = true)) semi join read_parquet("
                                        + Sql.literal(file(snapshot.entity().relation(), snapshot.delta()))
                                        + ") using ("
                                        + String.join(", ", snapshot.entity().key()) + ") order by 1",
                                row -> row.getLong(1))));
    }

    private List<Long> replaced(Snapshot snapshot) {
        return Sql.query(
                connection,
                "select row_number from read_parquet(" + Sql.literal(file("replaced", snapshot.replaced())) + ")",
                row -> row.getLong(1));
    }

    private Snapshot last() {
        return ledger.entries(Snapshot.KIND, Long.MAX_VALUE).stream()
                .map(Snapshot::of)
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private Path file(String kind, String sha256) {
        return folder.resolve("lake").resolve(kind).resolve(sha256 + ".parquet");
    }

    /** At every position, the entity that its entry is about; at the last, every one. */
    private void assertKnown() {
        long last = ledger.head().position();
        assertThat(expected.keySet())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(0, last).boxed().toList());
        for (String kind : List.of(Load.KIND, Snapshot.KIND)) {
            for (Entry entry : ledger.entries(kind, last)) {
                assertKnown(Entity.named(entry.fact("entity")).orElseThrow(), entry.position());
            }
        }
        ENTITIES.forEach(entity -> assertKnown(entity, last));
    }

    private void assertKnown(Entity entity, long position) {
        assertThat(known(entity, position))
                .as("%s as known at %s", entity, position)
                .isEqualTo(expected.getOrDefault(position, Map.of()).getOrDefault(entity, Map.of()));
    }

    private void load(Entity entity, SplittableRandom random, int most) {
        Map<String, String> rows = new TreeMap<>();
        int count = random.nextInt(most);
        for (int i = 0; i < count; i++) {
            // Few keys, so that many rows change; few values, so that some rows come again as they were.
            rows.put(String.valueOf(random.nextInt(30)), "v" + random.nextInt(3));
        }
        int way = random.nextInt(8);
        if (way == 0) {
            ofAnEarlierProgram(entity, rows);
        } else if (way == 1) {
            // As a program did it that did not name the base yet.
            load(entity, rows);
        } else if (random.nextBoolean()) {
            stagedAt(ledger.head().position(), entity, rows);
        } else {
            // Side by side with other loads of its night, or long before; what was never said before is always new.
            rows.replaceAll((key, value) -> value + "-" + ledger.head().position());
            stagedAt(random.nextLong(ledger.head().position() + 1), entity, rows);
        }
    }

    /** What extraction does: the file, then the ledger. A load without a new row has no file. */
    private void load(Entity entity, Map<String, String> rows) {
        enter(entity, rows, rows.isEmpty() ? null : write(entity, rows), rows.size(), "");
    }

    /** Likewise by a program that knew neither bases nor files of personal values. */
    private void ofAnEarlierProgram(Entity entity, Map<String, String> rows) {
        Map<String, String> facts =
                loadOf(entity, rows.size(), rows.size(), 0, rows.size(), "").facts();
        facts.remove("personal-sha256");
        try {
            facts.put(
                    "sha256",
                    rows.isEmpty()
                            ? ""
                            : new ContentStore(folder.resolve("lake/" + entity), ".parquet").keep(write(entity, rows)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ledger.append(Load.KIND, at(), "night", facts);
        now.computeIfAbsent(entity, any -> new TreeMap<>()).putAll(rows);
        remember();
    }

    /** Likewise of a file that was compared with what was known at a position. */
    private void stagedAt(long position, Entity entity, Map<String, String> rows) {
        Path news = staging.resolve("news.parquet");
        long stored =
                rows.isEmpty() ? 0 : Sql.write(connection, lake.news(entity, write(entity, rows), position), news);
        enter(entity, rows, news, stored, lake.base(entity, position));
    }

    private void enter(Entity entity, Map<String, String> rows, @Nullable Path file, long stored, String base) {
        Map<String, String> facts =
                loadOf(entity, rows.size(), rows.size(), 0, stored, "").facts();
        if (stored > 0) {
            Lake.Adopted adopted = lake.adoptLoad(connection, entity, file);
            facts.put("sha256", adopted.sha256());
            facts.put("personal-sha256", adopted.personalSha256());
        }
        facts.put("base", base);
        ledger.append(Load.KIND, at(), "night", facts);
        now.computeIfAbsent(entity, any -> new TreeMap<>()).putAll(rows);
        remember();
    }

    /** What forgetting does: every name the customer ever had becomes the marker, at every position, and no file has it. */
    private void forget(String customer) {
        Erasure erasure = new Erasure(lake, folder.resolve("lake"), connection, customer);
        Set<String> names = erasure.names();
        List<Removals.Gone> files = erasure.held(names).stream()
                .map(held -> erasure.replace(held, names, staging))
                .toList();
        if (!files.isEmpty()) {
            Removals.enter(ledger, files, Removals.FORGET, AT, Map.of("customer", customer));
        }
        deleteUnclaimed();
        expected.values().forEach(known -> remove(known, customer));
        remove(now, customer);
        remember();
        assertThat(erasure.names()).isEmpty();
        assertThat(erasure.held(names)).isEmpty();
    }

    private static void remove(Map<Entity, Map<String, String>> known, String customer) {
        known.getOrDefault(Entity.CUSTOMERS, new TreeMap<>())
                .computeIfPresent(customer, (key, name) -> Erasure.REMOVED);
    }

    /** What retention does with snapshots that no position from this one on needs. */
    private void dropSnapshots(long position) {
        Instant since = ledger.entries(Load.KIND, Long.MAX_VALUE).stream()
                .filter(entry -> entry.position() >= position)
                .map(Entry::recordedAt)
                .findFirst()
                .orElse(Instant.MAX);
        List<Removals.Gone> files = new Dispensable(lake, ledger).snapshots(since);
        if (!files.isEmpty()) {
            Removals.enter(ledger, files, Removals.DROPPED, AT, Map.of());
        }
        deleteUnclaimed();
        remember();
    }

    private void deleteUnclaimed() {
        Set<Path> claimed = lake.claims().stream().map(Claim::file).collect(Collectors.toSet());
        try (var files = Files.walk(folder.resolve("lake"))) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !claimed.contains(file))
                    .toList()) {
                Files.delete(file);
            }
        } catch (NoSuchFileException e) {
            // Nothing was loaded yet.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A load of a database that does not have these keys any more. */
    private void delete(Entity entity, List<String> keys) {
        if (keys.isEmpty()) {
            return;
        }
        Path rows = write(entity, keys.stream().collect(Collectors.toMap(key -> key, key -> "gone")));
        Path deleted = staging.resolve("deleted.parquet");
        Sql.write(
                connection,
                "select " + String.join(", ", entity.key()) + " from read_parquet('" + rows + "')",
                deleted);
        Map<String, String> facts = loadOf(entity, 0, 0, 0, 0, "").facts();
        facts.putAll(new Extent("", "", "", keys.size(), lake.adoptDeleted(deleted)).facts());
        ledger.append(Load.KIND, AT, "night", facts);
        keys.forEach(now.get(entity)::remove);
        remember();
    }

    private static Map<String, String> fortyTimes(String value) {
        return IntStream.rangeClosed(1, 40).boxed().collect(Collectors.toMap(String::valueOf, any -> value));
    }

    private void closeSnapshots() {
        lake.closeSnapshots(connection, staging, "night", at());
        remember();
    }

    // An hour passes from entry to entry.
    private Instant at() {
        return AT.plus(ledger.head().position(), ChronoUnit.HOURS);
    }

    private void remember() {
        Map<Entity, Map<String, String>> copy = new HashMap<>();
        now.forEach((entity, rows) -> copy.put(entity, new TreeMap<>(rows)));
        for (long position = ledger.head().position(); expected.putIfAbsent(position, copy) == null; position--) {
            // Snapshots of several entities are entered at once, and none changes what is known.
        }
    }

    private static Load loadOf(Entity entity, long records, long accepted, long rejected, long stored, String sha256) {
        return new Load(
                0,
                AT,
                "night",
                entity,
                "test",
                entity + ".csv",
                "",
                "",
                Set.of("order_id", "customer_id", "status"),
                records,
                rejected,
                0,
                accepted,
                stored,
                sha256,
                Optional.of(""),
                "",
                "",
                Optional.empty());
    }

    /** A file with a row per key. The value stands in the entity's first column of text that is no key. */
    private Path write(Entity entity, Map<String, String> rows) {
        Path file = staging.resolve("load.parquet");
        String values = rows.entrySet().stream()
                .map(row -> "(" + row.getKey() + ", " + (row.getValue() == null ? "null" : Sql.literal(row.getValue()))
                        + ")")
                .collect(Collectors.joining(", "));
        List<String> columns = new ArrayList<>();
        for (Column column : entity.columns()) {
            String value = column.name().equals(valueColumn(entity)) ? "v" : keyPart(entity, column.name());
            columns.add("cast(" + value + " as " + column.type().sql() + ") as " + column.name());
        }
        Sql.run(
                connection,
                "copy (select " + String.join(", ", columns) + " from (values " + values
                        + ") as given(k, v) order by k) to " + Sql.literal(file) + " (format parquet)");
        return file;
    }

    // A compound key is made of both digits, so that neither part alone names a row.
    private static String keyPart(Entity entity, String column) {
        return switch (entity.key().indexOf(column)) {
            case 0 -> entity.key().size() == 1 ? "k" : "k % 5";
            case 1 -> "(k - k % 5) // 5";
            default -> "null";
        };
    }

    private static String valueColumn(Entity entity) {
        return switch (entity) {
            case ORDERS -> "status";
            case ORDER_LINES -> "product";
            case CUSTOMERS -> "name";
            default -> throw new AssertionError(entity);
        };
    }

    private Map<String, String> known(Entity entity, long position) {
        return rows(entity, "(" + lake.asKnownAt(entity, position) + ") as known");
    }

    private Map<String, String> rows(Entity entity, String relation) {
        String key = entity == Entity.ORDER_LINES
                ? "cast(order_id as bigint) + 5 * line_no"
                : entity.key().get(0);
        Map<String, String> rows = new TreeMap<>();
        Sql.query(connection, "select " + key + ", " + valueColumn(entity) + " from " + relation, row -> {
            assertThat(rows.put(row.getString(1), row.getString(2)))
                    .as("a second row of %s", row.getString(1))
                    .isNull();
            return row;
        });
        return rows;
    }

    private static Path only(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> found = files.toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }
}
