package io.holdfast.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.lake.Entity;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SourceTest {

    @TempDir
    private Path folder;

    @Test
    void everythingThatASourceMaySayIsRead() throws IOException {
        write("sources/shop.yml", """
            entity: orders
            read: inbox/shop-*.csv
            join:
              customers: inbox/customers.csv
            encoding: windows-1252
            delimiter: ";"
            quote: "'"
            header: false
            columns: [id, who]
            "null": NULL
            decimal: ","
            dates: ["%d.%m.%Y"]
            longest-record: 20
            max-rejects:
              share: 5%
              count: 100
            rules:
              - name: too-dear
                column: amount
                reject: amount > 1000
                says: ask first
            """);
        write("sources/shop.sql", "select id as order_id from input;\n");

        Source source = read("sources/shop.yml");

        assertThat(source.name()).isEqualTo("shop");
        assertThat(source.entity()).isEqualTo(Entity.ORDERS);
        assertThat(source.read()).isEqualTo("inbox/shop-*.csv");
        assertThat(source.joins()).isEqualTo(Map.of("customers", "inbox/customers.csv"));
        assertThat(source.format())
                .isEqualTo(new CsvFormat(
                        Charset.forName("windows-1252"),
                        ';',
                        '\'',
                        false,
                        List.of("id", "who"),
                        "NULL",
                        ',',
                        List.of("%d.%m.%Y"),
                        20));
        assertThat(source.maxShare()).isEqualByComparingTo("0.05");
        assertThat(source.maxCount()).isEqualTo(100);
        assertThat(source.rules()).containsExactly(new Rule("too-dear", "amount", "amount > 1000", "ask first"));
        assertThat(source.mapping(List.of())).isEqualTo("select id as order_id from input");
        assertThat(source.sqlFile()).isEqualTo("jobs/sources/shop.sql");
        assertThat(source.definition()).isEqualTo("jobs/sources/shop.yml");
    }

    @Test
    void withoutSqlColumnsOfCanonicalNamesAreTakenWhateverTheirCaseAndOthersIgnored() throws IOException {
        Source source = orders("");

        assertThat(source.mapping(List.of("Amount", "ORDER_ID", "printed_by", "customer_id")))
                .isEqualTo("select file_line, order_id, customer_id, amount from input");
    }

    @Test
    void anEditOfEitherFileIsAnotherFingerprint() throws IOException {
        Source before = orders("");
        Source spoken = orders("# a word\n");
        write("sources/orders.sql", "select 1");
        Source mapped = read("sources/orders.yml");

        assertThat(List.of(before.fingerprint(), spoken.fingerprint(), mapped.fingerprint()))
                .doesNotHaveDuplicates();
        assertThat(orders("").fingerprint()).isNotEqualTo(before.fingerprint());
        Files.delete(folder.resolve("sources/orders.sql"));
        assertThat(orders("").fingerprint()).isEqualTo(before.fingerprint());
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "entity: order\nread: a.csv",
                        1,
                        "'order' is not an entity; write one of [orders, order_lines,"),
                mistake("read: a.csv", 1, "'entity' is missing; it is required here"),
                mistake("entity: orders", 1, "'read' is missing; it is required here"),
                mistake("entity: orders\nread:", 2, "'read' has nothing behind it"),
                mistake("entity: orders\nread: [a, b]", 2, "'read' must be a single value"),
                mistake("entity: orders\nread: in*/a.csv", 2, "has a * in a folder's name"),
                mistake("entity: orders\n read: a.csv", 2, "this is not YAML"),
                mistake("entity: orders\nread: a.csv\nread: b.csv", 3, "'read' stands here a second time; keep one"),
                mistake(
                        "entity: orders\nread: a.csv\nencodng: x",
                        3,
                        "'encodng' is not known here; allowed: entity, read"),
                mistake("entity: orders\nread: a.csv\nencoding: utf-9", 3, "'utf-9' is not an encoding known here"),
                mistake("entity: orders\nread: a.csv\ndelimiter: \";;\"", 3, "'delimiter' is ';;'; write one ASCII"),
                mistake(
                        "entity: orders\nread: a.csv\nquote: »",
                        3,
                        "'quote' is '»'; write one ASCII character, or tab"),
                mistake(
                        "entity: orders\nread: a.csv\ndelimiter: \",\"\nquote: \",\"",
                        4,
                        "'quote' is the delimiter too"),
                mistake("entity: orders\nread: a.csv\nheader: no", 3, "'header' is 'no'; write true or false"),
                mistake(
                        "entity: orders\nread: a.csv\nheader: false",
                        3,
                        "without a header line the columns need names"),
                mistake("entity: orders\nread: a.csv\ndecimal: \";\"", 3, "'decimal' is ';'; write one of ., ,"),
                mistake("entity: orders\nread: a.csv\nlongest-record: 0", 3, "write a whole number from 1"),
                mistake("entity: orders\nread: a.csv\nmax-rejects: 5%", 3, "must hold indented 'key: value' lines"),
                mistake("entity: orders\nread: a.csv\nmax-rejects:\n  share: 5 %%", 4, "write a number such as"),
                mistake(
                        "entity: orders\nread: a.csv\nmax-rejects:\n  share: 5",
                        4,
                        "'share' is 5; write one from 0% to"),
                mistake("entity: orders\nread: a.csv\nmax-rejects:\n  count: -1", 4, "write a whole number from 0"),
                mistake("entity: orders\nread: a.csv\nmax-rejects:\n  cuont: 1", 4, "'cuont' is not known here"),
                mistake("entity: orders\nread: a.csv\njoin:\n  Input: b.csv", 4, "'Input' cannot name a relation"),
                mistake("entity: orders\nread: a.csv\njoin:\n  input: b.csv", 4, "'input' cannot name a relation"),
                mistake("entity: orders\nread: a.csv\nrules:\n  name: x", 3, "must be a list of '- key: value' items"),
                mistake(
                        "entity: orders\n"
                                + "read: a.csv\n"
                                + "rules:\n"
                                + "  - name: x\n"
                                + "    column: amuont\n"
                                + "    reject: a\n"
                                + "    says: b",
                        5,
                        "'amuont' is not a column of orders; write one of order_id, customer_id"),
                mistake(
                        "entity: orders\nread: a.csv\nrules:\n  - name: x\n    column: amount\n    says: b",
                        4,
                        "'reject' is missing"));
    }

    private static Arguments mistake(String yaml, int line, String says) {
        return Arguments.of(yaml, line, says);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsNamedWithFileLineAndRemedy(String yaml, int line, String says) throws IOException {
        write("sources/orders.yml", yaml + "\n");

        assertThatThrownBy(() -> read("sources/orders.yml"))
                .isInstanceOf(DefinitionException.class)
                .hasMessageStartingWith("jobs/sources/orders.yml:" + line + ": ")
                .hasMessageContaining(says);
    }

    private Source orders(String more) throws IOException {
        write("sources/orders.yml", "entity: orders\nread: inbox/orders*.csv\n" + more);
        return read("sources/orders.yml");
    }

    private Source read(String file) {
        return Source.read(new Definitions("jobs", folder), file);
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(folder.resolve("sources"));
        Files.writeString(folder.resolve(file), text);
    }
}
