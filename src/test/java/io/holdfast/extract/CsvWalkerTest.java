package io.holdfast.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.ledger.Sha256;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CsvWalkerTest {

    @TempDir
    private Path folder;

    private record Place(long ordinal, long line, long from, long to) {}

    private final List<Place> places = new ArrayList<>();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsEveryRecordWhereItWasWritten(long seed) throws IOException {
        RandomCsv csv = new RandomCsv(seed, seed % 2 == 0 ? "\n" : "\r\n");

        CsvWalker.Found found = walk(csv.bytes());

        assertThat(places)
                .isEqualTo(csv.records().stream()
                        .map(record -> new Place(record.ordinal(), record.line(), record.from(), record.to()))
                        .toList());
        assertThat(found.records()).isEqualTo(csv.rows().size() + 1);
        assertThat(found.lines()).isEqualTo(csv.lines());
        assertThat(found.open()).isFalse();
        assertThat(found.mixedEnds()).isFalse();
        assertThat(found.loneReturnAt()).isZero();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsEveryRecordWhereLineEndsAreMixed(long seed) throws IOException {
        RandomCsv csv = new RandomCsv(seed, "\n", "\r\n");

        walk(csv.bytes());

        assertThat(places)
                .isEqualTo(csv.records().stream()
                        .map(record -> new Place(record.ordinal(), record.line(), record.from(), record.to()))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void findsTheSameHoweverManyBytesComeAtOnce(long seed) throws IOException {
        // Any bytes at all, most of them such as open, part or end something.
        SplittableRandom random = new SplittableRandom(seed);
        byte[] telling = {'"', ',', '\n', '\r', 0, (byte) 0xEF, (byte) 0xBB, (byte) 0xBF, '\t', (byte) 0x8A};
        byte[] bytes = new byte[1 + random.nextInt(300)];
        int plain = 1 + random.nextInt(20);
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = random.nextInt(plain) > 0 ? (byte) random.nextInt('a', 256) : telling[random.nextInt(10)];
        }

        CsvWalker.Found found = walk(bytes);

        List<Place> atOnce = List.copyOf(places);
        places.clear();
        assertThat(walker().walk(oneByOne(bytes), Sha256.digest())).isEqualTo(found);
        assertThat(places).isEqualTo(atOnce);
    }

    @Test
    void aNulIsToldOfWhereverItStands() throws IOException {
        assertThat(walk("a,b\n1,x\n").nul()).isFalse();
        assertThat(walk("a,b\n1,abcdefghij\0abcdefghij\n").nul()).isTrue();
        assertThat(walk("a,b\n1,\"x\0\"\n").nul()).isTrue();
        assertThat(walk("\0").nul()).isTrue();
    }

    @Test
    void givesTheBytesOfARecordAndTheDigestOfTheFile() throws IOException {
        String text = "a,b\n1,\"x\ny\"\n2,z";
        Path file = Files.writeString(folder.resolve("a.csv"), text);
        MessageDigest digest = Sha256.digest();

        new CsvWalker(',', '"', (ordinal, line, from, to) -> places.add(new Place(ordinal, line, from, to)))
                .walk(file, digest);

        assertThat(Sha256.hex(digest.digest())).isEqualTo(Sha256.of(text));
        try (FileChannel channel = FileChannel.open(file)) {
            assertThat(CsvWalker.bytes(
                            channel, places.get(1).from(), places.get(1).to()))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo("1,\"x\ny\"");
        }
    }

    @Test
    void anEmptyFileHasNoRecordAndNoLine() throws IOException {
        CsvWalker.Found found = walk(new byte[0]);

        assertThat(found.records()).isZero();
        assertThat(found.lines()).isZero();
        assertThat(places).isEmpty();
    }

    @Test
    void aQuoteInTheMiddleOfAFieldOpensNothing() throws IOException {
        CsvWalker.Found found = walk("a,b\n1,3\" pipe\n2,x\n");

        assertThat(found.records()).isEqualTo(3);
        assertThat(found.open()).isFalse();
    }

    @Test
    void aQuoteThatIsNeverClosedIsNamedByTheLineOnWhichItsRecordStarts() throws IOException {
        CsvWalker.Found found = walk("a,b\n1,\"x\n\ny\"\n2,\"open\n3,x\n4,y\n");

        assertThat(found.open()).isTrue();
        assertThat(found.openAt()).isEqualTo(5);
    }

    @Test
    void theLongestRecordIsNamedByItsFirstLine() throws IOException {
        CsvWalker.Found found = walk("a,b\n1,\"two\nlines\"\n2,\"three\nlines\nlong\"\n3,x\n");

        assertThat(found.longestLines()).isEqualTo(3);
        assertThat(found.longestAt()).isEqualTo(4);
    }

    @Test
    void mixedLineEndsAreSeenOutsideQuotesOnly() throws IOException {
        assertThat(walk("a,b\r\n1,x\n").mixedEnds()).isTrue();
        assertThat(walk("a,b\r\n1,\"x\ny\"\r\n").mixedEnds()).isFalse();
        assertThat(walk("a,b\n1,\"x\r\ny\"\n").mixedEnds()).isFalse();
    }

    @Test
    void aCarriageReturnAloneIsSeenOutsideQuotesOnly() throws IOException {
        assertThat(walk("a,b\n1,x\n2,x\ry\n").loneReturnAt()).isEqualTo(3);
        assertThat(walk("a,b\r1,x\r").loneReturnAt()).isEqualTo(1);
        assertThat(walk("a,b\n1,\"x\ry\"\n").loneReturnAt()).isZero();
        assertThat(walk("a,b\r\n1,x\r\n").loneReturnAt()).isZero();
    }

    @Test
    void otherDelimitersAndQuotesAreFollowed() throws IOException {
        Path file = Files.writeString(folder.resolve("a.csv"), "a;b\n1;'x;\n,\"y'\n2;z\n");

        CsvWalker.Found found = new CsvWalker(';', '\'', CsvWalker.Visitor.NONE).walk(file, Sha256.digest());

        assertThat(found.records()).isEqualTo(3);
    }

    private CsvWalker.Found walk(String text) throws IOException {
        return walk(text.getBytes(StandardCharsets.UTF_8));
    }

    private CsvWalker.Found walk(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("a.csv"), bytes);
        return walker().walk(file, Sha256.digest());
    }

    private CsvWalker walker() {
        return new CsvWalker(',', '"', (ordinal, line, from, to) -> places.add(new Place(ordinal, line, from, to)));
    }

    private static InputStream oneByOne(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] target, int from, int length) {
                return super.read(target, from, Math.min(1, length));
            }

            @Override
            public int read(byte[] target) {
                return read(target, 0, target.length);
            }
        };
    }
}
