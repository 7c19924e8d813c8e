package io.holdfast.extract;

import io.holdfast.ledger.Sha256;
import io.holdfast.source.CsvFormat;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Copies of files that the engine would misread: other encodings than UTF-8, and CR LF mixed with LF. */
final class EngineCopy {

    private static final int BUFFER = 1 << 16;

    private EngineCopy() {}

    /**
     * The file in UTF-8.
     *
     * @throws UnreadableFileException with the line of the first bytes that are not of the encoding
     */
    static Path inUtf8(String name, Path file, CsvFormat format, Path copies) throws IOException {
        Path copy = Files.createTempFile(copies, "utf8-", ".csv");
        CharsetDecoder decoder = format.encoding()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.allocate(BUFFER);
        CharBuffer chars = CharBuffer.allocate(BUFFER);
        long line = 1;
        try (FileChannel in = FileChannel.open(file);
                Writer out = Files.newBufferedWriter(copy, StandardCharsets.UTF_8)) {
            boolean end = false;
            while (!end) {
                end = in.read(bytes) < 0;
                bytes.flip();
                CoderResult result;
                do {
                    result = decoder.decode(bytes, chars, end);
                    chars.flip();
                    line += chars.chars().filter(c -> c == '\n').count();
                    out.append(chars);
                    chars.clear();
                } while (result.isOverflow());
                if (result.isError()) {
                    throw new UnreadableFileException(
                            name,
                            line,
                            "is not " + format.encoding() + ": this line has bytes that it does not know; set encoding"
                                    + " in the source to what the file is");
                }
                bytes.compact();
            }
            decoder.flush(chars);
            out.append(chars.flip());
        }
        return copy;
    }

    /** The file, byte by byte, but every record ends with LF alone; line ends within quotes stay as they are. */
    static Path withEvenEnds(Path file, CsvFormat format, Path copies) throws IOException {
        Path copy = Files.createTempFile(copies, "even-", ".csv");
        try (FileChannel in = FileChannel.open(file);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy), BUFFER)) {
            new CsvWalker(format.delimiter(), format.quote(), (ordinal, line, from, to) -> {
                        try {
                            out.write(CsvWalker.bytes(in, from, to));
                            out.write('\n');
                        } catch (IOException e) {
                            throw new UncheckedIOException("cannot write " + copy + "; is the disk full?", e);
                        }
                    })
                    .walk(file, Sha256.digest());
        }
        return copy;
    }
}
