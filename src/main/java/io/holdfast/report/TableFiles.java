package io.holdfast.report;

import io.holdfast.lake.CsvCells;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tables of a report as CSV for programs (RFC 4180, UTF-8, line feeds): a file each, columns named as in the mart, codes and
 * numbers as the mart has them, texts as {@link CsvCells} guards them, days and moments as ISO 8601 writes them.
 */
final class TableFiles {

    private TableFiles() {}

    /** Writes a file for each table into an empty folder. */
    static void write(List<ReportTable> tables, Connection mart, TableValues values, Path folder) throws SQLException {
        for (ReportTable table : tables) {
            Path file = folder.resolve(table.name() + ".csv");
            table.rows(mart, values, rows -> write(rows, file));
        }
    }

    private static int write(ResultSet rows, Path file) throws SQLException {
        List<String> columns = ReportTable.columns(rows.getMetaData());
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            line(out, columns);
            int written = 0;
            for (; rows.next(); written++) {
                List<String> fields = new ArrayList<>();
                for (int i = 1; i <= columns.size(); i++) {
                    fields.add(text(rows, i, rows.getMetaData().getColumnType(i)));
                }
                line(out, fields);
            }
            return written;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + "; is the disk full or read-only?", e);
        }
    }

    private static void line(BufferedWriter out, List<String> fields) throws IOException {
        out.write(String.join(",", fields.stream().map(TableFiles::quoted).toList()));
        out.write('\n');
    }

    private static String text(ResultSet rows, int column, int type) throws SQLException {
        return switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.DECIMAL, Types.NUMERIC -> {
                BigDecimal number = rows.getBigDecimal(column);
                yield number == null || number.signum() == 0
                        ? (number == null ? "" : "0")
                        : number.stripTrailingZeros().toPlainString();
            }
            case Types.DATE -> said(rows.getObject(column, LocalDate.class));
            case Types.TIMESTAMP -> said(rows.getObject(column, LocalDateTime.class));
            case Types.BOOLEAN, Types.BIT -> {
                boolean flag = rows.getBoolean(column);
                yield rows.wasNull() ? "" : String.valueOf(flag);
            }
            default -> CsvCells.guarded(said(rows.getString(column)));
        };
    }

    private static String said(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private static String quoted(String field) {
        return field.matches("(?s).*[\",\r\n].*") ? '"' + field.replace("\"", "\"\"") + '"' : field;
    }
}
