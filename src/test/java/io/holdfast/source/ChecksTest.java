package io.holdfast.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lake.Engine;
import io.holdfast.lake.Sql;
import io.holdfast.workspace.Definitions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One row of texts at a time, through the SQL of {@link Checks} in the engine that runs it. */
class ChecksTest {

    @TempDir
    private static Path temporary;

    private static Engine engine;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startEngine() {
        engine = Engine.start(temporary, "512MB", 2);
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    @ParameterizedTest
    @CsvSource({
        "12.50,12.50",
        "12.5,12.50",
        "12,12.00",
        "+12.50,12.50",
        "0,0.00",
        "9999999999999999.99,9999999999999999.99"
    })
    void anAmountHasTwoDecimalsAtMost(String text, String amount) {
        assertThat(orders().check("amount", text)).isEqualTo(accepted(amount));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "12.505",
                "1e2",
                "12,50",
                "1.234,50",
                "1,234.50",
                "12.",
                ".5",
                " 12.50",
                "12.50 ",
                "€12",
                "0x10",
                "NaN",
                "Infinity",
                "12345678901234567",
                "--1",
                "1 234"
            })
    void whatIsNoAmountIsRefusedAndNeverRounded(String text) {
        assertThat(orders().check("amount", text)).isEqualTo(refused("type"));
    }

    @Test
    void aNegativeAmountIsRefused() {
        assertThat(orders().check("amount", "-0.01")).isEqualTo(refused("range"));
        assertThat(orders().check("amount", "-0.00")).isEqualTo(accepted("0.00"));
    }

    @ParameterizedTest
    @CsvSource({"'1234,50',1234.50", "'12,5',12.50", "12,12.00"})
    void withADecimalCommaACommaIsExpected(String text, String amount) {
        assertThat(orders("decimal: \",\"").check("amount", text)).isEqualTo(accepted(amount));
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.50", "1.234,50", "1.234", "12,505", "1,2,3"})
    void withADecimalCommaAPointIsAMistake(String text) {
        assertThat(orders("decimal: \",\"").check("amount", text)).isEqualTo(refused("type"));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-31,2025-12-31 00:00:00",
        "2025-12-31 17:30,2025-12-31 17:30:00",
        "2025-12-31 17:30:05,2025-12-31 17:30:05",
        "2025-12-31T17:30:05.123456,2025-12-31 17:30:05.123456",
        "2024-02-29,2024-02-29 00:00:00"
    })
    void aTimeIsReadInIso8601(String text, String time) {
        assertThat(orders().check("promised_at", text)).isEqualTo(accepted(time));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2024-02-30",
                "2025-02-29",
                "2025-13-01",
                "2025-12-31 24:30",
                "31.12.2025",
                "12/31/2025",
                "20251231",
                "2025-12-31T17:30:00Z",
                "2025-12-31T17:30:00+01:00",
                "2025-1-1",
                "yesterday",
                "epoch",
                "infinity",
                "2025-12-31 17:30:05.1234567"
            })
    void whatIsNoTimeIsRefusedAndAnOffsetIsNeverDropped(String text) {
        assertThat(orders().check("promised_at", text)).isEqualTo(refused("type"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1969-12-31", "2100-01-02", "9999-12-31", "0001-01-01"})
    void aTimeOutsideOfTheEraOfTheBusinessIsRefused(String text) {
        assertThat(orders().check("promised_at", text)).isEqualTo(refused("range"));
    }

    @Test
    void timesInOtherFormatsAreReadWhereTheSourceNamesThem() {
        Row german = row(source("orders", "dates: [\"%d.%m.%Y %H:%M\", \"%d.%m.%Y\"]"), Map.of("order_id", "o1"));

        assertThat(german.check("promised_at", "31.12.2025 17:30")).isEqualTo(accepted("2025-12-31 17:30:00"));
        assertThat(german.check("promised_at", "31.12.2025")).isEqualTo(accepted("2025-12-31 00:00:00"));
        assertThat(german.check("promised_at", "30.02.2025")).isEqualTo(refused("type"));
        assertThat(german.check("promised_at", "2025-12-31")).isEqualTo(refused("type"));
    }

    @ParameterizedTest
    @CsvSource({
        "2025-12-31T17:30:00+0000,2025-12-31 18:30:00",
        "2025-12-31T23:30:00+0000,2026-01-01 00:30:00",
        "2025-07-01T23:30:00-0500,2025-07-02 06:30:00",
        "2025-12-31T17:30:00+0100,2025-12-31 17:30:00"
    })
    void aTimeWithAnOffsetIsShownInTheBusinesssOwnZone(String text, String inBerlin) {
        Source source = source("orders", "dates: \"%Y-%m-%dT%H:%M:%S%z\"");

        assertThat(row(source, Map.of("order_id", "o1")).check("promised_at", text))
                .isEqualTo(accepted(inBerlin));
    }

    @ParameterizedTest
    @CsvSource({
        "true,true",
        "TRUE,true",
        "t,true",
        "Yes,true",
        "y,true",
        "1,true",
        "false,false",
        "F,false",
        "no,false",
        "N,false",
        "0,false"
    })
    void flagsAreReadInTheUsualWords(String text, String flag) {
        assertThat(orders().check("error_reached_customer", text)).isEqualTo(accepted(flag));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "2", "on", "tru", " true"})
    void otherWordsAreNoFlag(String text) {
        assertThat(orders().check("error_reached_customer", text)).isEqualTo(refused("type"));
    }

    @ParameterizedTest
    @CsvSource({"7,7", "+7,7", "007,7", "999999999999999999,999999999999999999"})
    void aWholeNumberHasDigitsOnly(String text, String number) {
        assertThat(row("order_lines", Map.of("order_id", "o1", "line_no", "1")).check("quantity", text))
                .isEqualTo(accepted(number));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7.0", "7.5", "1e3", "0x7", "1234567890123456789", "seven", "1,000"})
    void whatIsNoWholeNumberIsRefusedAndNeverRounded(String text) {
        assertThat(row("order_lines", Map.of("order_id", "o1", "line_no", "1")).check("quantity", text))
                .isEqualTo(refused("type"));
    }

    @Test
    void aDayHasNoTime() {
        Row customer = row("customers", Map.of("customer_id", "c1"));

        assertThat(customer.check("since", "2024-02-29")).isEqualTo(accepted("2024-02-29"));
        assertThat(customer.check("since", "2024-02-30")).isEqualTo(refused("type"));
        assertThat(customer.check("since", "2024-02-29 10:00")).isEqualTo(refused("type"));
    }

    @Test
    void textIsKeptAsItIsUpToItsLength() {
        assertThat(orders().check("branch", " Köln; \"平安\"\n ")).isEqualTo(accepted(" Köln; \"平安\"\n "));
        assertThat(orders().check("branch", "x".repeat(500))).isEqualTo(accepted("x".repeat(500)));
        assertThat(orders().check("branch", "x".repeat(501))).isEqualTo(refused("too-long"));
        assertThat(orders().check("branch", "a\0b")).isEqualTo(refused("nul"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"order_id", "customer_id", "ordered_at"})
    void whatEveryRowNeedsMayNotBeEmpty(String column) {
        assertThat(orders().check(column, null)).isEqualTo(refused("required"));
    }

    @Test
    void whatARowMayLackIsNothing() {
        assertThat(orders().check("amount", null)).isEqualTo(accepted(null));
    }

    @Test
    void wordsOfAListAreTakenLiterally() {
        assertThat(orders().check("status", "delivered")).isEqualTo(accepted("delivered"));
        assertThat(orders().check("status", "Delivered")).isEqualTo(refused("allowed-value"));
    }

    @Test
    void anOrderIsNotDeliveredBeforeItIsOrdered() {
        assertThat(orders().check("delivered_at", "2025-01-01 10:00")).isEqualTo(accepted("2025-01-01 10:00:00"));
        assertThat(orders().check("delivered_at", "2025-01-01 09:59")).isEqualTo(refused("date-order"));
    }

    @Test
    void aScoreLiesWithinItsScale() {
        Row answer = row(
                "feedback",
                Map.of(
                        "feedback_id",
                        "f1",
                        "customer_id",
                        "c1",
                        "kind",
                        "survey",
                        "received_at",
                        "2025-01-01",
                        "scale",
                        "10"));

        assertThat(answer.check("score", "10")).isEqualTo(accepted("10"));
        assertThat(answer.check("score", "11")).isEqualTo(refused("range"));
        assertThat(answer.check("score", "-1")).isEqualTo(refused("range"));
    }

    @Test
    void everythingThatIsWrongWithARowIsFoundAtOnce() {
        Row order = orders();

        assertThat(order.with("amount", "1e2")
                        .with("branch", "a\0b")
                        .check("status", "lost")
                        .rules())
                .containsExactly("type amount", "nul branch", "allowed-value status");
    }

    @Test
    void rulesOfTheSourceCountBesideThoseOfTheEntity() {
        Row order = orders(
                "rules:\n  - name: too-dear\n    column: amount\n    reject: amount > 1000\n    says: ask first");

        assertThat(order.check("amount", "1000")).isEqualTo(accepted("1000.00"));
        assertThat(order.check("amount", "1000.01")).isEqualTo(refused("too-dear"));
    }

    @Test
    void aColumnThatNobodySuppliesIsNothingAndBreaksNoRule() {
        assertThat(orders().check("order_id", "o2")).isEqualTo(accepted("o2"));
        assertThat(new Checks(source("orders"), Set.of("order_id"), "Europe/Berlin", true).violations())
                .extracting(Rule::column)
                .containsOnly("order_id");
    }

    /** What became of one value. */
    private record Found(String value, List<String> rules) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Found found
                    && rules.stream()
                            .map(rule -> rule.split(" ")[0])
                            .toList()
                            .equals(found.rules.stream()
                                    .map(rule -> rule.split(" ")[0])
                                    .toList())
                    && (!rules.isEmpty() || Objects.equals(value, found.value));
        }

        @Override
        public int hashCode() {
            return rules.size();
        }
    }

    private static Found accepted(String value) {
        return new Found(value, List.of());
    }

    private static Found refused(String rule) {
        return new Found(null, List.of(rule));
    }

    private Row orders(String... yaml) {
        return row(
                source("orders", yaml),
                Map.of("order_id", "o1", "customer_id", "c1", "ordered_at", "2025-01-01 10:00"));
    }

    private Row row(String entity, Map<String, String> texts) {
        return row(source(entity), texts);
    }

    private static Row row(Source source, Map<String, String> texts) {
        return new Row(source, new TreeMap<>(texts));
    }

    private Source source(String entity, String... yaml) {
        try {
            Files.createDirectories(folder.resolve("sources"));
            Files.writeString(
                    folder.resolve("sources/some.yml"),
                    "entity: " + entity + "\nread: inbox/some*.csv\n" + String.join("\n", yaml) + "\n");
            return Source.read(new Definitions("jobs", folder), "sources/some.yml");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A row of texts that breaks no rule by itself. */
    private record Row(Source source, TreeMap<String, String> texts) {

        Row with(String column, String text) {
            TreeMap<String, String> more = new TreeMap<>(texts);
            more.put(column, text);
            return new Row(source, more);
        }

        /** What becomes of the row if this column holds this text. */
        Found check(String column, String text) {
            TreeMap<String, String> all = with(column, text).texts();
            Checks checks = new Checks(source, all.keySet(), "Europe/Berlin", true);
            String mapped = all.entrySet().stream()
                    .map(entry -> literal(entry.getValue()) + " as " + Checks.MAPPED + entry.getKey())
                    .collect(Collectors.joining(", ", "select ", ""));
            String typed = "with texts as (" + mapped + "), tried as (" + checks.tried() + "), typed as (select *, "
                    + checks.typed() + " from tried) ";
            String rules = checks.violations().stream()
                    .map(rule ->
                            "case when " + rule.violation() + " then '" + rule.name() + " " + rule.column() + "' end")
                    .collect(Collectors.joining(", ", "concat_ws('|', ", ")"));
            try (Connection connection = engine.connect()) {
                return Sql.query(
                                connection,
                                typed + "select cast(" + column + " as varchar), " + rules + ", " + checks.bad()
                                        + " from typed",
                                row -> {
                                    List<String> broken = row.getString(2).isEmpty()
                                            ? List.of()
                                            : List.of(row.getString(2).split("\\|"));
                                    assertThat(row.getBoolean(3)).isEqualTo(!broken.isEmpty());
                                    return new Found(row.getString(1), broken);
                                })
                        .get(0);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        // A NUL cannot stand in a statement.
        private static String literal(String text) {
            return text == null ? "cast(null as varchar)" : Sql.literal(text).replace("\0", "' || chr(0) || '");
        }
    }
}
