package io.holdfast.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.lake.Entity;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

    private static final String DATABASE = "entity: orders\ndatabase: {url: \"jdbc:postgresql://db/shop\"}\n";

    @Test
    void a_source_may_ask_a_database_that_stands_among_others() throws IOException {
        write(
                "databases.yml",
                "shop:\n  url: jdbc:postgresql://db/shop\n  user: ${env:SHOP_USER}\n"
                        + "  password: ${env:SHOP_PASSWORD}\n");
        write("sources/orders.yml", """
            entity: orders
            database: shop
            key-range: {column: id}
            watermark: {column: changed, overlap: 2 days}
            deletes: by-key
            max-deletes: {share: 1%, count: 5}
            """);
        write("sources/orders.sql", "-- all of them; really\nselect ';' as order_id /* ; */ from o;\n");

        Source source = read("sources/orders.yml");
        Query query = source.query().orElseThrow();

        assertThat(source.asks()).contains("shop:orders");
        assertThat(source.format()).isEqualTo(CsvFormat.DRAWN);
        assertThat(query.database().url()).hasToString("jdbc:postgresql://db/shop");
        assertThat(query.database().password().orElseThrow()).hasToString("${env:SHOP_PASSWORD}");
        assertThat(query.select()).isEqualTo("-- all of them; really\nselect ';' as order_id /* ; */ from o");
        assertThat(query.keyRange()).contains(new Query.KeyRange("id", 4));
        assertThat(query.watermark().orElseThrow().time()).contains(Duration.ofDays(2));
        assertThat(query.deletes()).contains(new Query.Deletes(new BigDecimal("0.01"), 5));
    }

    @Test
    void another_address_makes_another_source() throws IOException {
        write("databases.yml", "shop: {url: \"jdbc:postgresql://db/shop\"}\n");
        write("sources/orders.yml", "entity: orders\ndatabase: shop\nselect: select 1\n");
        String before = read("sources/orders.yml").fingerprint();
        write("databases.yml", "shop: {url: \"jdbc:postgresql://other/shop\"}\n");

        assertThat(read("sources/orders.yml").fingerprint()).isNotEqualTo(before);
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
                        "'reject' is missing"),
                mistake(
                        "entity: orders\ndatabase: shop\nselect: select 1",
                        2,
                        "'shop' does not stand in jobs/databases.yml, which has []; add it there: url, user, password"),
                mistake(DATABASE, 1, "'select' is missing; write the query here, or in jobs/sources/orders.sql"),
                mistake(DATABASE + "read: a.csv", 3, "'read' is not known here; allowed: entity, database, select"),
                mistake(
                        DATABASE + "select: delete from orders",
                        3,
                        "begins with 'delete'; sources are only read: write one query"),
                mistake(
                        DATABASE + "select: select 1; drop table orders",
                        3,
                        "has a semicolon; write one query, without a second statement after it"),
                mistake(
                        DATABASE + "select: select 1\nwatermark: {column: t}",
                        4,
                        "'overlap' is missing; it is required here"),
                mistake(
                        DATABASE + "select: select 1\nwatermark: {column: t, overlap: 2 moons}",
                        4,
                        "'overlap' is '2 moons'; write how long the longest transaction may take, such as 2 days"),
                mistake(
                        DATABASE + "select: select 1\nkey-range: {column: a.id}",
                        4,
                        "'column' is 'a.id'; write the plain name of a column that the select yields"),
                mistake(DATABASE + "select: select 1\nkey-range: {column: id, parts: 65}", 4, "write 64 at most"),
                mistake(DATABASE + "select: select 1\ndeletes: yes", 4, "'deletes' is 'yes'; write one of by-key"),
                mistake(
                        DATABASE + "select: select 1\nmax-deletes: {share: 5%}",
                        4,
                        "'max-deletes' limits nothing without deletes: by-key"),
                mistake(
                        "entity: orders\ndatabase: {url: \"jdbc:postgresql://db/shop?password=hunter2\"}\nselect: select 1",
                        2,
                        "'url' has password=…, and every run keeps a copy of this file"),
                mistake(
                        "entity: orders\ndatabase: {url: \"jdbc:postgresql://db/shop\", password: hunter2}\nselect: select 1",
                        2,
                        "'password' is written out"),
                mistake(
                        "entity: orders\ndatabase: {url: \"jdbc:postgresql://db/shop\", properties: {sslpassword: hunter2}}"
                                + "\nselect: select 1",
                        2,
                        "'sslpassword' is written out"),
                mistake(
                        "entity: orders\ndatabase: {url: \"postgresql://db/shop\"}\nselect: select 1",
                        2,
                        "write one for JDBC, such as jdbc:postgresql://db.example/shop"));
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
