package io.holdfast.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * Walks over the bytes of a CSV file (RFC 4180, any encoding in which quote, delimiter and line feed are their
 * ASCII bytes) and finds where each record lies. It counts independently of the engine's reader, so that what the
 * engine kept and refused can be held against what is there.
 */
final class CsvWalker {

    /** Takes each record as it is found. */
    @FunctionalInterface
    interface Visitor {

        Visitor NONE = (ordinal, line, from, to) -> {};

        /**
         * A record was found.
         *
         * @param ordinal from 1, counting the header and blank lines too, as the engine's reader does
         * @param line the physical line it starts on, from 1
         * @param from its first byte
         * @param to the byte after its last, line end excluded
         */
        void record(long ordinal, long line, long from, long to);
    }

    /**
     * What was found.
     *
     * @param records that are not blank, header included
     * @param lines physical lines
     * @param longestLines over how many lines the longest record runs
     * @param longestAt the line it starts on
     * @param open whether the file ends within quotes
     * @param openAt the line on which the last record starts
     * @param mixedEnds whether some lines end with CR LF and others with LF alone
     * @param loneReturnAt the first line with a CR outside quotes that no LF follows; 0 where there is none
     */
    record Found(
            long records,
            long lines,
            long longestLines,
            long longestAt,
            boolean open,
            long openAt,
            boolean mixedEnds,
            long loneReturnAt) {}

    private enum State {
        FIELD_START,
        PLAIN,
        QUOTED,
        QUOTE_IN_QUOTED
    }

    private final byte delimiter;
    private final byte quote;
    private final Visitor visitor;

    private State state = State.FIELD_START;
    private long ordinal;
    private long records;
    private long line = 1;
    private long recordLine = 1;
    private long recordFrom;
    private long position;
    private long longestLines;
    private long longestAt;
    private long withCarriageReturn;
    private long ends;
    private long loneReturnAt;
    private byte before;

    CsvWalker(char delimiter, char quote, Visitor visitor) {
        this.delimiter = (byte) delimiter;
        this.quote = (byte) quote;
        this.visitor = visitor;
    }

    /** Walks the file to its end, adding every byte to the digest on the way. */
    Found walk(Path file, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                for (int i = 0; i < read; i++) {
                    step(buffer[i]);
                }
            }
        }
        boolean open = state == State.QUOTED;
        if (position > recordFrom) {
            endRecord(before == '\r' ? position - 1 : position);
        }
        return new Found(
                records,
                line - (position > recordFrom ? 0 : 1),
                longestLines,
                longestAt,
                open,
                recordLine,
                withCarriageReturn > 0 && withCarriageReturn < ends,
                loneReturnAt);
    }

    /** The bytes of a record that was found. */
    static byte[] bytes(FileChannel file, long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
            // Reads on until the record is whole.
        }
        return bytes.array();
    }

    private void step(byte b) {
        // A carriage return outside quotes always leaves the state at PLAIN, within quotes never.
        if (before == '\r' && b != '\n' && state == State.PLAIN && loneReturnAt == 0) {
            loneReturnAt = line;
        }
        if (b == '\n') {
            if (state == State.QUOTED) {
                line++;
            } else {
                ends++;
                withCarriageReturn += before == '\r' ? 1 : 0;
                endRecord(before == '\r' ? position - 1 : position);
                line++;
                recordLine = line;
                recordFrom = position + 1;
                state = State.FIELD_START;
            }
        } else if (b == quote) {
            state = switch (state) {
                case FIELD_START, QUOTE_IN_QUOTED -> State.QUOTED;
                case PLAIN -> State.PLAIN;
                case QUOTED -> State.QUOTE_IN_QUOTED;
            };
        } else if (state != State.QUOTED) {
            if (b == delimiter) {
                state = State.FIELD_START;
            } else if (!(position < 3 && isByteOrderMark(b))) {
                state = State.PLAIN;
            }
        }
        before = b;
        position++;
    }

    private boolean isByteOrderMark(byte b) {
        return b == (byte) (position == 0 ? 0xEF : position == 1 ? 0xBB : 0xBF);
    }

    private void endRecord(long to) {
        ordinal++;
        if (to > recordFrom) {
            records++;
        }
        long lines = line - recordLine + 1;
        if (lines > longestLines) {
            longestLines = lines;
            longestAt = recordLine;
        }
        visitor.record(ordinal, recordLine, recordFrom, to);
    }
}
