package io.holdfast.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.ledger.Sha256;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {

    @TempDir
    private Path folder;

    @Test
    void aUtf8FileIsReadWhereItLies() throws IOException {
        Csv csv = look("id,name\n1,Müller\n\n2,平安\n");

        assertThat(csv.readable()).isEqualTo(folder.resolve("a.csv"));
        assertThat(csv.sha256()).isEqualTo(Sha256.of("id,name\n1,Müller\n\n2,平安\n"));
        assertThat(csv.columns()).containsExactly("id", "name");
        assertThat(csv.records()).isEqualTo(2);
    }

    @Test
    void aByteOrderMarkAndQuotesAndSpacesAreNoPartOfAColumnsName() throws IOException {
        assertThat(look("\ufeff\"id\", name ,\"a,b\"\r\n1,2,3\r\n").columns()).containsExactly("id", "name", "a,b");
    }

    @Test
    void withoutAHeaderEveryRecordCounts() throws IOException {
        Csv csv = look("1,x\n2,y\n", "header: false", "columns: [id, name]");

        assertThat(csv.columns()).containsExactly("id", "name");
        assertThat(csv.records()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252", "ISO-8859-15", "UTF-16LE", "UTF-16"})
    void anotherEncodingIsReadFromACopyInUtf8(String encoding) throws IOException {
        String text = "id,name\n1,Müller\n2,Größe\n";
        Csv csv = look(text.getBytes(Charset.forName(encoding)), "encoding: " + encoding);

        assertThat(csv.readable()).isNotEqualTo(folder.resolve("a.csv")).hasContent(text);
        assertThat(csv.sha256()).isEqualTo(Sha256.of(text.getBytes(Charset.forName(encoding))));
        assertThat(csv.records()).isEqualTo(2);
    }

    @Test
    void chineseInGb18030IsReadThoughItsBytesLookLikeDelimiters() throws IOException {
        // In GB18030 the second byte of 亅 is that of the vertical bar.
        String text = "id|name\n1|亅公司\n2|平安\n";
        byte[] bytes = text.getBytes(Charset.forName("GB18030"));
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1).split("\n")[1])
                .matches("1\\|.*\\|.*");

        Csv csv = look(bytes, "encoding: GB18030", "delimiter: \"|\"");

        assertThat(csv.readable()).hasContent(text);
        assertThat(csv.columns()).containsExactly("id", "name");
        assertThat(csv.records()).isEqualTo(2);
    }

    @Test
    void bytesThatAreNotOfTheEncodingAreNamedByTheirLine() {
        byte[] bytes = ("id,name\n" + "1,x\n".repeat(20_000) + "2,\u0081\n3,y\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> look(bytes, "encoding: windows-1252"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("inbox/a.csv:20002: is not windows-1252")
                .hasMessageContaining("set encoding in the source");
    }

    @Test
    void mixedLineEndsAreMadeEvenAndNothingElseIsTouched() throws IOException {
        byte[] bytes = "id,name\r\n1,\"a\r\nb\"\n2,M\u00fcller\r\n3,z".getBytes(StandardCharsets.ISO_8859_1);

        Csv csv = look(bytes);

        assertThat(Files.readAllBytes(csv.readable()))
                .isEqualTo("id,name\n1,\"a\r\nb\"\n2,M\u00fcller\n3,z\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(csv.records()).isEqualTo(3);
    }

    @Test
    void anEmptyFileIsRefused() {
        assertThatThrownBy(() -> look(""))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage("inbox/a.csv: is empty: not even a header line; remove it or send it again");
        assertThatThrownBy(() -> look("\n\n", "header: false", "columns: [id]"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessage("inbox/a.csv: is empty; remove it or send it again");
    }

    @Test
    void aQuoteThatIsNeverClosedIsRefusedWithItsLine() {
        assertThatThrownBy(() -> look("id,name\n1,x\n2,\"y\n3,z\n"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("inbox/a.csv:3: a quote opens in this record and is never closed");
    }

    @Test
    void aRecordOverMoreLinesThanTheSourceAllowsIsRefusedWithItsLine() throws IOException {
        String text = "id,name\n1,x\n2,\"a\nb\nc\"\n";
        assertThat(look(text, "longest-record: 3").records()).isEqualTo(2);

        assertThatThrownBy(() -> look(text, "longest-record: 2"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("inbox/a.csv:3: a quote opens in this record and the record runs over 3 lines")
                .hasMessageContaining("raise longest-record");
    }

    @Test
    void aCarriageReturnWithoutLineFeedIsRefusedWithItsLine() {
        assertThatThrownBy(() -> look("id,name\n1,x\ry\n"))
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("inbox/a.csv:2: has a carriage return (CR) without a line feed");
    }

    @Test
    void everyColumnNeedsANameOfItsOwn() {
        assertThatThrownBy(() -> look("id,\n1,x\n"))
                .hasMessageStartingWith("inbox/a.csv:1: the header has a column without a name");
        assertThatThrownBy(() -> look("id,Name,name\n1,x,y\n"))
                .hasMessageStartingWith("inbox/a.csv:1: the header names 'name' twice");
        assertThatThrownBy(() -> look("id,file_line\n1,x\n"))
                .hasMessageStartingWith("inbox/a.csv:1: the header names a column 'file_line', which is the suite's");
    }

    @Test
    void aFileThatIsWrittenToWhileItIsReadIsRefused() throws IOException {
        Csv csv = look("id,name\n1,x\n");
        csv.requireUnchanged();

        Files.writeString(folder.resolve("a.csv"), "2,y\n", StandardOpenOption.APPEND);

        assertThatThrownBy(csv::requireUnchanged)
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("inbox/a.csv: was written to while it was read")
                .hasMessageContaining("rename it when it is whole");
    }

    @Test
    void aFileThatIsTakenAwayIsNamedInWords() throws IOException {
        Csv csv = look("id,name\n1,x\n");
        Files.delete(folder.resolve("a.csv"));

        assertThatThrownBy(csv::requireUnchanged)
                .isInstanceOf(UnreadableFileException.class)
                .hasMessageStartingWith("inbox/a.csv: cannot be read")
                .hasMessageContaining("is it there, and may this user read it?");
    }

    private Csv look(String text, String... yaml) throws IOException {
        return look(text.getBytes(StandardCharsets.UTF_8), yaml);
    }

    private Csv look(byte[] bytes, String... yaml) throws IOException {
        Path file = Files.write(folder.resolve("a.csv"), bytes);
        return Csv.look("inbox/a.csv", file, Formats.source(folder, yaml).format(), folder);
    }
}
