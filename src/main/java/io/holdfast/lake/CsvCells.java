package io.holdfast.lake;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Texts in the CSV files that people open with a spreadsheet, which takes a cell for a formula when it begins with
 * {@code = + - @}, their full-width forms, a tab, a line break or NUL (OWASP ASVS 5.0, 1.2.10). Such a text gets an apostrophe
 * before it, and so does one that begins with apostrophes and then one of these; numbers stay as they are. So a cell that
 * begins with apostrophes and then one of these has exactly one too many, and every text can be had back.
 */
public final class CsvCells {

    private static final String FORMULA = "^'*[=+@\\t\\r\\n\\x00＝＋－＠-]";
    private static final String NUMBER = "^[+-]?[0-9]+([.,][0-9]+)*$";

    private static final Pattern LIKE_A_FORMULA = Pattern.compile(FORMULA);
    private static final Pattern LIKE_A_NUMBER = Pattern.compile(NUMBER.replace("$", "\\z"));

    private CsvCells() {}

    /** A text as a cell. */
    public static String guarded(String text) {
        return LIKE_A_FORMULA.matcher(text).find()
                        && !LIKE_A_NUMBER.matcher(text).find()
                ? "'" + text
                : text;
    }

    /** The text of a cell. */
    public static String text(String cell) {
        return cell.startsWith("'") && LIKE_A_FORMULA.matcher(cell).find() ? cell.substring(1) : cell;
    }

    /** Writes a query's rows to a CSV file with a header, RFC 4180, texts guarded, and returns how many there are. */
    public static long write(Connection connection, String rows, Path target) {
        List<String> cells = Sql.query(connection, "describe\n" + rows, row -> {
            String column = Sql.name(row.getString("column_name"));
            return row.getString("column_type").matches("VARCHAR|ENUM.*")
                    ? guardedSql("cast(" + column + " as varchar)") + " as " + column
                    : column;
        });
        return Sql.run(
                connection,
                "copy (select " + String.join(", ", cells) + " from (\n" + rows + "\n)) to " + Sql.literal(target)
                        + " (format csv, header)");
    }

    /** The cells of these columns of a relation as texts again; its other columns as they are. */
    static String texts(String relation, String... columns) {
        return "(select * replace ("
                + Stream.of(columns)
                        .map(cell -> "case when starts_with(" + cell + ", '''') and " + matches(cell, FORMULA)
                                + " then substr(" + cell + ", 2) else " + cell + " end as " + cell)
                        .collect(Collectors.joining(", "))
                + ") from " + relation + ")";
    }

    private static String guardedSql(String text) {
        return "case when " + matches(text, FORMULA) + " and not " + matches(text, NUMBER) + " then '''' || " + text
                + " else " + text + " end";
    }

    private static String matches(String text, String pattern) {
        return "regexp_matches(" + text + ", " + Sql.literal(pattern) + ")";
    }
}
