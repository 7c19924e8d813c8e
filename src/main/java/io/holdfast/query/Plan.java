package io.holdfast.query;

import io.holdfast.lake.Column;
import io.holdfast.source.Query;
import io.holdfast.source.Query.KeyRange;
import io.holdfast.source.Source;
import io.holdfast.source.Watermark;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is read of a database and how.
 *
 * @param columns that the select yields
 * @param parts of its rows and, where these are not all that is there, one of all keys
 * @param from where reading begins; empty where everything is read
 */
record Plan(Columns columns, List<Part> parts, Optional<Mark> from) {

    /**
     * Looks at the database and plans.
     *
     * @param known how far an earlier reading came
     */
    static Plan make(Session session, Access access, Source source, Query query, Optional<String> known)
            throws SQLException {
        boolean outer = query.keyRange().isPresent()
                || query.watermark().isPresent()
                || query.deletes().isPresent();
        if (outer && !access.dialect().takesWithInBrackets() && query.select().matches("(?is)\\s*with\\b.*")) {
            throw Columns.problem(
                    query,
                    "begins with 'with', which SQL Server does not take together with key-range, watermark or deletes;"
                            + " write it as a view, or with subqueries");
        }
        Columns columns = columns(session, access, source, query, outer);
        Optional<Mark> from = query.watermark()
                .flatMap(watermark -> known.flatMap(text -> from(watermark, columns, text, access.dialect())));
        List<Part> parts = new ArrayList<>(
                query.keyRange().isEmpty()
                        ? List.of(Part.whole(query, from))
                        : ranges(session, query, query.keyRange().get(), columns, from));
        if (query.deletes().isPresent() && from.isPresent()) {
            parts.add(Part.keys(query, source.entity().key()));
        }
        return new Plan(columns, List.copyOf(parts), from);
    }

    /** The canonical columns, in the order of the entity. */
    List<Column> canonical(Source source) {
        return columns.canonical(source.entity());
    }

    private static Columns columns(Session session, Access access, Source source, Query query, boolean outer)
            throws SQLException {
        String sql = outer ? "select * from (\n" + query.select() + "\n) holdfast where 1 = 0" : query.select();
        try {
            Columns columns = session.query(
                    sql, List.of(), rows -> Columns.of(rows.getMetaData(), source, query, access.dialect()));
            query.watermark().ifPresent(watermark -> requireSuits(watermark, columns));
            return columns;
        } catch (SQLException e) {
            if (Access.isLost(e)) {
                throw e;
            }
            throw Columns.problem(
                    query,
                    "is refused by the database " + query.database().name() + ": " + access.says(e)
                            + "; were columns renamed or dropped, or may this user not read them?");
        }
    }

    private static void requireSuits(Watermark watermark, Columns columns) {
        Columns.Yielded column = columns.yielded(watermark.column());
        boolean suits =
                switch (column.kind()) {
                    case NUMBER -> watermark.count().isPresent();
                    case DAY, LOCAL, INSTANT -> watermark.time().isPresent();
                    case TEXT, FLAG, NONE ->
                        throw watermark
                                .place()
                                .problem(
                                        "column",
                                        "'" + watermark.column() + "' is " + column.type()
                                                + "; a watermark is a time, a day or an exact number");
                };
        if (!suits) {
            throw watermark
                    .place()
                    .problem(
                            "overlap",
                            "'overlap' does not suit the column '" + watermark.column() + "', which is " + column.type()
                                    + "; write "
                                    + (column.kind() == Kind.NUMBER
                                            ? "a count such as 1000"
                                            : "a time such as 2 days"));
        }
    }

    private static Optional<Mark> from(Watermark watermark, Columns columns, String known, Dialect dialect) {
        Kind kind = columns.yielded(watermark.column()).kind();
        return known.isEmpty()
                ? Optional.empty()
                : Mark.read(known, kind, dialect).map(mark -> mark.before(watermark));
    }

    private static List<Part> ranges(Session session, Query query, KeyRange range, Columns columns, Optional<Mark> from)
            throws SQLException {
        Columns.Yielded column = columns.yielded(range.column());
        if (column.kind() != Kind.NUMBER) {
            throw query.place()
                    .map("key-range")
                    .problem(
                            "column",
                            "'" + range.column() + "' is " + column.type() + "; a key range is one of exact numbers");
        }
        Part bounds = Part.bounds(query, range, from);
        return session.query(bounds.sql(), bounds.values(), row -> {
            row.next();
            BigDecimal lowest = row.getBigDecimal(1);
            BigDecimal highest = row.getBigDecimal(2);
            return lowest == null || highest == null
                    ? List.of(Part.whole(query, from))
                    : Part.ranges(query, range, from, lowest, highest);
        });
    }
}
