package io.holdfast.extract;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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
     * @param nul whether any byte is NUL
     */
    record Found(
            long records,
            long lines,
            long longestLines,
            long longestAt,
            boolean open,
            long openAt,
            boolean mixedEnds,
            long loneReturnAt,
            boolean nul) {}

    private enum State {
        FIELD_START,
        PLAIN,
        QUOTED,
        QUOTE_IN_QUOTED
    }

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LINE_FEEDS = ONES * '\n';
    private static final long RETURNS = ONES * '\r';
    private static final int BYTE_ORDER_MARK = 3;

    private final byte delimiter;
    private final byte quote;
    private final long quotes;
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
    private boolean nul;
    private byte before;

    CsvWalker(char delimiter, char quote, Visitor visitor) {
        this.delimiter = (byte) delimiter;
        this.quote = (byte) quote;
        this.quotes = ONES * quote;
        this.visitor = visitor;
    }

    /** Walks the file to its end, adding every byte to the digest on the way. */
    Found walk(Path file, MessageDigest digest) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return walk(in, digest);
        }
    }

    /** Likewise; what is found does not depend on how many bytes come at once. */
    Found walk(InputStream in, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
            walk(buffer, read);
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
                loneReturnAt,
                nul);
    }

    /** The bytes of a record that was found. */
    static byte[] bytes(FileChannel file, long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(to - from));
        while (bytes.hasRemaining() && file.read(bytes, from + bytes.position()) >= 0) {
            // Reads on until the record is whole.
        }
        return bytes.array();
    }

    private void walk(byte[] bytes, int length) {
        int at = 0;
        while (at < length) {
            // The first bytes may be a byte order mark, which only a step knows.
            int next = position < BYTE_ORDER_MARK ? at : nextTelling(bytes, at, length);
            if (next > at) {
                skip(bytes[at], bytes[next - 1], next - at);
            }
            if (next < length) {
                step(bytes[next]);
            }
            at = next + 1;
        }
    }

    /**
     * Where the next byte stands that ends or opens something: quote, line feed, carriage return; or NUL, which is to
     * be told of. Eight bytes are looked at at once: of a long, {@code (x - ONES) & ~x & HIGH_BITS} has its lowest bit
     * in the lowest byte of x that is zero, and a byte that is xored with what is looked for becomes zero.
     */
    private int nextTelling(byte[] bytes, int from, int length) {
        int at = from;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            long eight = (long) EIGHT.get(bytes, at);
            long found = zeros(eight) | zeros(eight ^ quotes) | zeros(eight ^ LINE_FEEDS) | zeros(eight ^ RETURNS);
            if (found != 0) {
                return at + Long.numberOfTrailingZeros(found) / Byte.SIZE;
            }
        }
        while (at < length && bytes[at] != quote && bytes[at] != '\n' && bytes[at] != '\r' && bytes[at] != 0) {
            at++;
        }
        return at;
    }

    private static long zeros(long x) {
        return (x - ONES) & ~x & HIGH_BITS;
    }

    // What as many steps would do over delimiters and plain bytes.
    private void skip(byte first, byte last, int count) {
        step(first);
        if (count > 1) {
            if (state != State.QUOTED) {
                state = last == delimiter ? State.FIELD_START : State.PLAIN;
            }
            before = last;
            position += count - 1;
        }
    }

    private void step(byte b) {
        nul |= b == 0;
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
            } else if (!(position < BYTE_ORDER_MARK && isByteOrderMark(b))) {
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
