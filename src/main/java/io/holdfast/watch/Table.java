package io.holdfast.watch;

import io.holdfast.watch.Look.Mood;
import java.util.ArrayList;
import java.util.List;

/** Columns as wide as what stands in them, after a mark. */
final class Table {

    /** What stands before a row. */
    record Mark(String sign, Mood mood) {}

    private record Row(Mark mark, String[] cells) {}

    private final Look look;
    private final List<Row> rows = new ArrayList<>();

    Table(Look look) {
        this.look = look;
    }

    void head(String... cells) {
        rows.add(new Row(new Mark(" ", Mood.FAINT), cells));
    }

    void row(Mark mark, String... cells) {
        rows.add(new Row(mark, cells));
    }

    List<String> lines() {
        int[] widths = new int[rows.get(0).cells().length];
        for (Row row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.cells()[i].length());
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private String line(Row row, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = row.cells()[i];
            text.append(' ').append(cell);
            if (i < widths.length - 1) {
                text.append(" ".repeat(widths[i] - cell.length() + 1));
            }
        }
        boolean head = row.mark().mood() == Mood.FAINT && row.mark().sign().isBlank();
        return look.paint(row.mark().mood(), row.mark().sign())
                + (head ? look.paint(Mood.FAINT, text.toString()) : text.toString()).stripTrailing();
    }
}
