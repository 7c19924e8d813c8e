package io.holdfast.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.holdfast.lake.Engine;
import io.holdfast.lake.Sql;
import io.holdfast.source.CsvFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine's reader and the walker must agree on what a record is: everything counted rests on it. */
class RawRelationsTest {

    @TempDir
    private static Path temporary;

    private static Engine engine;

    @TempDir
    private Path folder;

    private Connection connection;

    @BeforeAll
    static void startEngine() {
        engine = Engine.start(temporary, "512MB", 2);
    }

    @AfterAll
    static void stopEngine() {
        engine.close();
    }

    @BeforeEach
    void connect() {
        connection = engine.connect();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 60);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyRecordIsReadAsItWasWritten(long seed) throws IOException {
        RandomCsv random = seed % 3 == 0
                ? new RandomCsv(seed, "\n")
                : seed % 3 == 1 ? new RandomCsv(seed, "\r\n") : new RandomCsv(seed, "\n", "\r\n");
        RawRelations raw = read(random.bytes());

        assertThat(rows())
                .isEqualTo(random.rows().stream().map(RandomCsv.Written::fields).toList());
        assertThat(raw.malformed().isEmpty()).isTrue();
    }

    @Test
    void malformedRecordsAreNamedByTheirPlaceAmongAllRecordsWithBlankLinesAndLineBreaksBetween() throws IOException {
        byte[] bytes = ("a,b,c\n" // 1
                        + "1,x,y\n" // 2
                        + "2,\"li\nne\",y\n" // 3
                        + "3,x\n" // 4: too few
                        + "\n" // 5
                        + "5,\"s\"t,y\n" // 6: text after a quote
                        + "6,x,y\n" // 7
                        + "7,\"z\nw\nq\"u,y\n" // 8: text after a quote, over three lines
                        + "8,x,y\n" // 9
                        + "9,\u00fc,y\n" // 10: not UTF-8
                        + "10,1,2,3\n" // 11: too many
                        + "11,x,y\n") // 12
                .getBytes(StandardCharsets.ISO_8859_1);
        RawRelations raw = read(bytes);

        assertThat(rows()).extracting(row -> row.get(0)).containsExactly("1", "2", "6", "8", "11");
        assertThat(raw.malformed()).isEqualTo(bits(4, 6, 8, 10, 11));
        assertThat(raw.complaints(Long.MAX_VALUE))
                .contains(
                        entry(
                                4L,
                                "the header has 3 columns, this record 2; is a delimiter missing, or a text with a"
                                        + " delimiter not in quotes?"),
                        entry(
                                11L,
                                "the header has 3 columns, this record 4; is a delimiter missing, or a text with a"
                                        + " delimiter not in quotes?"))
                .hasEntrySatisfying(6L, says -> assertThat(says).startsWith("text follows a closing quote"))
                .hasEntrySatisfying(8L, says -> assertThat(says).startsWith("text follows a closing quote"))
                .hasEntrySatisfying(10L, says -> assertThat(says).startsWith("these bytes are not UTF-8"));
        assertThat(raw.complaints(2)).containsOnlyKeys(4L, 6L);
    }

    @Test
    void twoThreadsOverAFileOfManyBuffersNumberRecordsAsOneWould() throws IOException {
        StringBuilder text = new StringBuilder("a,b,c\n");
        Map<String, Integer> understood = new HashMap<>();
        List<Integer> bad = new ArrayList<>();
        for (int i = 2; i <= 200_000; i++) {
            if (i % 40_000 == 7) {
                bad.add(i);
                text.append(i).append(",too few\n");
            } else {
                understood.put(String.valueOf(i), understood.size() + 1);
                text.append(i)
                        .append(",\"")
                        .append("padding ".repeat(20))
                        .append(i % 5 == 0 ? "\n" : "")
                        .append("\",x\n");
            }
        }
        Csv csv = look(text.toString().getBytes(StandardCharsets.UTF_8));
        RawRelations raw = new RawRelations(connection, format());
        raw.createNumberedInput(csv);

        List<String> wrong = new ArrayList<>();
        Sql.query(connection, "select a, file_line from input", row -> {
            if (row.getInt(2) != understood.getOrDefault(row.getString(1), -1)) {
                wrong.add(row.getString(1) + " at " + row.getInt(2));
            }
            return true;
        });

        assertThat(wrong).isEmpty();
        assertThat(raw.malformed())
                .isEqualTo(bits(bad.stream().mapToInt(Integer::intValue).toArray()));
        assertThat(csv.records()).isEqualTo(understood.size() + bad.size());
    }

    @Test
    void theSourcesWordForNothingIsReadAsNothing() throws IOException {
        read("a,b,c\n1,NULL,\n2,\"NULL\",null\n".getBytes(StandardCharsets.UTF_8), "\"null\": \"NULL\"");

        assertThat(rows()).containsExactly(List.of("1", "", ""), List.of("2", "", "null"));
    }

    private RawRelations read(byte[] bytes, String... yaml) throws IOException {
        Csv csv = look(bytes, yaml);
        RawRelations raw = new RawRelations(connection, format(yaml));
        raw.createInput(csv);
        int understood = rows().size();
        assertThat(csv.records())
                .as("the walker's records are those that the reader understood and those that it refused")
                .isEqualTo(understood + raw.malformed().cardinality());
        return raw;
    }

    private Csv look(byte[] bytes, String... yaml) throws IOException {
        return Csv.look("a.csv", Files.write(folder.resolve("a.csv"), bytes), format(yaml), folder);
    }

    private CsvFormat format(String... yaml) {
        return Formats.source(folder, yaml).format();
    }

    // An empty field is nothing: the reader cannot tell them apart.
    private List<List<String>> rows() {
        return Sql.query(
                connection,
                "select coalesce(a, ''), coalesce(b, ''), coalesce(c, '') from input",
                row -> List.of(row.getString(1), row.getString(2), row.getString(3)));
    }

    private static BitSet bits(int... set) {
        BitSet bits = new BitSet();
        Arrays.stream(set).forEach(bits::set);
        return bits;
    }
}
