package io.holdfast.archive;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The rows in which two texts of results differ ({@link io.holdfast.mart.MartRows}).
 *
 * @param text both sides by table: what is recorded with {@code -}, what is there now with {@code +}
 * @param first the first of them, with its table
 * @param count rows that differ, those of one side with those of the other at most
 * @param rows of the first text
 */
public record ResultLines(String text, String first, long count, long rows) {

    /** Compares two texts, table by table. */
    public static ResultLines between(String before, String now) {
        Map<String, List<String>> old = tables(before);
        Map<String, List<String>> made = tables(now);
        Set<String> names = new LinkedHashSet<>(old.keySet());
        names.addAll(made.keySet());
        StringBuilder text = new StringBuilder();
        List<String> all = new ArrayList<>();
        long count = 0;
        for (String table : names) {
            List<String> gone = only(old.getOrDefault(table, List.of()), made.getOrDefault(table, List.of()));
            List<String> came = only(made.getOrDefault(table, List.of()), old.getOrDefault(table, List.of()));
            if (gone.isEmpty() && came.isEmpty()) {
                continue;
            }
            text.append("# ").append(table).append('\n');
            gone.forEach(line -> text.append("- ").append(line).append('\n'));
            came.forEach(line -> text.append("+ ").append(line).append('\n'));
            all.add(table + ": " + side("recorded ", gone) + (came.isEmpty() || gone.isEmpty() ? "" : ", ")
                    + side("now ", came));
            count += Math.max(gone.size(), came.size());
        }
        long rows = old.values().stream().mapToLong(List::size).sum();
        return new ResultLines(text.toString(), all.isEmpty() ? "" : all.get(0), count, rows);
    }

    public boolean isEmpty() {
        return count == 0;
    }

    private static String side(String word, List<String> lines) {
        return lines.isEmpty() ? "" : word + lines.get(0);
    }

    private static List<String> only(List<String> these, List<String> those) {
        Set<String> others = Set.copyOf(new LinkedHashSet<>(those));
        return these.stream().filter(line -> !others.contains(line)).toList();
    }

    // Rows by table; the line of columns counts as one, so that a table of another form differs.
    private static Map<String, List<String>> tables(String text) {
        Map<String, List<String>> tables = new TreeMap<>();
        List<String> current = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("# ")) {
                current = tables.computeIfAbsent(line.substring(2), absent -> new ArrayList<>());
            } else if (!line.isEmpty()) {
                current.add(line);
            }
        }
        return tables;
    }
}
