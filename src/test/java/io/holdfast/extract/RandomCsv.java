package io.holdfast.extract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A CSV file made by chance, which remembers what it wrote and where: quotes, doubled quotes, line breaks within
 * quotes, blank lines, letters of several bytes, a byte order mark or none, a last line end or none.
 */
final class RandomCsv {

    static final int COLUMNS = 3;

    private static final String[] PIECES = {
        "a", "Müller", "平安", "😀", " ", ";", "'", "12.50", "\"", ",", "\n", "\r\n", "\r", "\"\"", "-"
    };
    private static final String[] PLAIN_PIECES = {"a", "Müller", "平安", "😀", " ", ";", "'", "12.50", "-"};

    /** A record that was written; {@code to} is after its last byte, its line end left out. */
    record Written(long ordinal, long line, long from, long to, List<String> fields) {}

    private final Random random;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<Written> records = new ArrayList<>();
    private final String[] ends;
    private long line = 1;

    /** A file in which every record ends with one of these, as chance has it. */
    RandomCsv(long seed, String... ends) {
        this.random = new Random(seed);
        this.ends = ends;
        if (random.nextBoolean()) {
            write("\ufeff");
        }
        header();
        int rows = 1 + random.nextInt(30);
        for (int i = 0; i < rows; i++) {
            if (random.nextInt(6) == 0) {
                blankLine();
            }
            row(random.nextBoolean() || i < rows - 1);
        }
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** Header, rows and blank lines. */
    List<Written> records() {
        return records;
    }

    List<Written> rows() {
        return records.stream()
                .skip(1)
                .filter(record -> record.to() > record.from())
                .toList();
    }

    /** Physical lines. */
    long lines() {
        boolean ended = bytes()[bytes.size() - 1] == '\n';
        return ended ? line - 1 : line;
    }

    private void header() {
        // The mark belongs to the first record's bytes.
        records.add(new Written(1, 1, 0, bytes.size() + 5, List.of("a", "b", "c")));
        write("a,b,c");
        end();
    }

    private void row(boolean ended) {
        long from = bytes.size();
        long at = line;
        List<String> fields = new ArrayList<>();
        for (int i = 0; i < COLUMNS; i++) {
            write(i == 0 ? "" : ",");
            fields.add(field());
        }
        records.add(new Written(records.size() + 1, at, from, bytes.size(), fields));
        if (ended) {
            end();
        }
    }

    private String field() {
        boolean quoted = random.nextInt(3) == 0;
        StringBuilder text = new StringBuilder();
        for (int pieces = random.nextInt(5); pieces >= 0; pieces--) {
            text.append(quoted ? pick(PIECES) : pick(PLAIN_PIECES));
        }
        write(quoted ? '"' + text.toString().replace("\"", "\"\"") + '"' : text.toString());
        return text.toString();
    }

    private void blankLine() {
        records.add(new Written(records.size() + 1, line, bytes.size(), bytes.size(), List.of()));
        end();
    }

    private void end() {
        write(pick(ends));
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }

    private void write(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        line += text.chars().filter(c -> c == '\n').count();
    }
}
