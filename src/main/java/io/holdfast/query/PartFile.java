package io.holdfast.query;

import io.holdfast.lake.Column;
import io.holdfast.source.Query;
import io.holdfast.source.Source;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Brings the rows of a part to a file, a row at a time: nothing of them is held. */
final class PartFile {

    // What is longer than a column may be is rejected; so much of it is enough to see that.
    private static final int LONGEST = 1000;

    private final Source source;
    private final Query query;
    private final Plan plan;
    private final Dialect dialect;
    private final Values values;

    /** @param zone the business's own */
    PartFile(Source source, Query query, Plan plan, Dialect dialect, ZoneId zone) {
        this.source = source;
        this.query = query;
        this.plan = plan;
        this.dialect = dialect;
        this.values = new Values(dialect, zone);
    }

    /** Writes the file and returns how far the watermark's column comes in it. */
    Optional<Mark> write(Session session, Part part, Path file) throws SQLException {
        return session.query(part.sql(), part.values(), rows -> {
            try (CsvRows out = new CsvRows(file)) {
                return part.keysOnly() ? keys(rows, out) : rows(rows, out);
            }
        });
    }

    private Optional<Mark> rows(ResultSet rows, CsvRows out) throws SQLException {
        if (!Columns.of(rows.getMetaData(), source, query, dialect).equals(plan.columns())) {
            throw Columns.problem(
                    query,
                    "yields other columns than a moment ago: somebody changes the database just now; run the same"
                            + " command again");
        }
        List<Column> columns = plan.canonical(source);
        Optional<Columns.Yielded> watermark =
                query.watermark().map(mark -> plan.columns().yielded(mark.column()));
        Optional<Mark> highest = Optional.empty();
        while (rows.next()) {
            for (Column column : columns) {
                out.value(text(rows, column));
            }
            out.endRow();
            if (watermark.isPresent()) {
                Mark mark = values.mark(
                        rows, watermark.get().index(), watermark.get().kind());
                if (mark != null && (highest.isEmpty() || highest.get().isBefore(mark))) {
                    highest = Optional.of(mark);
                }
            }
        }
        return highest;
    }

    private Optional<Mark> keys(ResultSet rows, CsvRows out) throws SQLException {
        List<Column> key = plan.canonical(source).stream()
                .filter(column -> source.entity().key().contains(column.name()))
                .toList();
        while (rows.next()) {
            for (int i = 0; i < key.size(); i++) {
                Kind kind = plan.columns().yielded(key.get(i).name()).kind();
                out.value(values.text(rows, i + 1, kind, false));
            }
            out.endRow();
        }
        return Optional.empty();
    }

    private @Nullable String text(ResultSet rows, Column column) throws SQLException {
        Columns.Yielded yielded = plan.columns().yielded(column.name());
        String text = values.text(rows, yielded.index(), yielded.kind(), column.type() == Column.Type.DAY);
        int longest = Math.max(column.longest() + 1, LONGEST);
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }
}
