package io.holdfast.report;

import io.holdfast.report.Spreadsheet.Cells;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/** The tables of a report as a workbook in its language: a sheet each, numbers and days to calculate with, codes in words. */
final class TableBook {

    // Beyond these a spreadsheet's binary number differs from the mart's; what is exact stands in the CSV and the mart.
    private static final MathContext DIGITS = new MathContext(15);
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private static final int WIDE_TEXT = 150;
    private static final double WIDE = 34;
    private static final double NARROW = 12;

    private final List<ReportTable> tables;
    private final Words words;
    private final String currency;

    /** @param currency of amounts; empty where there is none */
    TableBook(List<ReportTable> tables, Words words, String currency) {
        this.tables = tables;
        this.words = words;
        this.currency = currency;
    }

    void write(Connection mart, TableValues values, Instant created, Path target) throws SQLException {
        Spreadsheet.make(created, target, workbook -> {
            for (ReportTable table : tables) {
                table.rows(mart, values, rows -> sheet(workbook, table, rows));
            }
        });
    }

    private int sheet(Workbook workbook, ReportTable table, ResultSet rows) throws SQLException {
        Worksheet sheet = workbook.newWorksheet(sheetName(table));
        Columns columns = new Columns(table, rows.getMetaData());
        try {
            int lines = table.facts() ? list(sheet, columns, rows) : grid(sheet, columns, rows);
            sheet.finish();
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the sheet " + table.name(), e);
        }
    }

    private String sheetName(ReportTable table) {
        String name = words.code("sheet", table.name()).replaceAll("[\\[\\]:*?/\\\\]", " ");
        return name.substring(0, Math.min(31, name.length()));
    }

    private int grid(Worksheet sheet, Columns columns, ResultSet rows) throws SQLException, IOException {
        for (int i = 0; i < columns.count(); i++) {
            String head = words.code("column", columns.names.get(i));
            Spreadsheet.head(sheet, i, head, Math.max(columns.width(i), Math.min(WIDE, head.length() + 4)));
        }
        sheet.freezePane(0, 1);
        int line = 0;
        while (rows.next()) {
            line = Spreadsheet.next(sheet, line);
            for (int i = 0; i < columns.count(); i++) {
                cell(new Cells(sheet, line, i), columns, i, rows);
            }
        }
        sheet.setAutoFilter(0, 0, line, columns.count() - 1);
        return line;
    }

    private int list(Worksheet sheet, Columns columns, ResultSet rows) throws SQLException {
        Spreadsheet.head(sheet, 0, words.code("column", "fact"), WIDE);
        Spreadsheet.head(sheet, 1, words.code("column", "value"), WIDE);
        sheet.freezePane(0, 1);
        if (rows.next()) {
            for (int i = 0; i < columns.count(); i++) {
                sheet.value(i + 1, 0, words.code("column", columns.names.get(i)));
                cell(new Cells(sheet, i + 1, 1), columns, i, rows);
            }
        }
        return columns.count();
    }

    private void cell(Cells cell, Columns columns, int column, ResultSet rows) throws SQLException {
        String format = columns.format(column);
        if (format.startsWith("words ")) {
            String code = rows.getString(column + 1);
            cell.text(code == null ? null : words.code(format.substring("words ".length()), code));
        } else if (format.equals("customer")) {
            cell.text(words.customer(rows.getString(column + 1)));
        } else if (columns.isNumber(column)) {
            String unit = format.equals("unit") ? rows.getString(columns.unit()) : format;
            number(cell, rows.getBigDecimal(column + 1), unit == null ? "" : unit);
        } else {
            cell.value(rows, column + 1, columns.type(column));
        }
    }

    private void number(Cells cell, @Nullable BigDecimal number, String unit) {
        if (number != null) {
            BigDecimal shown = unit.equals("points") ? number.multiply(HUNDRED) : number;
            BigDecimal rounded = shown.round(DIGITS).stripTrailingZeros();
            // Without an exponent, as people write numbers.
            cell.number(rounded.setScale(Math.max(0, rounded.scale())), pattern(unit));
        }
    }

    private String pattern(String unit) {
        return switch (unit) {
            case "percent" -> "0.00%";
            case "money" -> currency.isEmpty() ? "#,##0.00" : "\"" + currency + "\" #,##0.00";
            case "hours", "days", "points" -> "#,##0.0";
            case "ratio" -> "#,##0.00";
            case "count" -> "#,##0";
            default -> "General";
        };
    }

    /** What is known of a table's columns. */
    private static final class Columns {

        private final List<String> names;
        private final ResultSetMetaData data;
        private final Map<String, String> formats;

        Columns(ReportTable table, ResultSetMetaData data) throws SQLException {
            this.names = ReportTable.columns(data);
            this.data = data;
            this.formats = table.formats();
        }

        int count() {
            return names.size();
        }

        String format(int column) {
            return formats.getOrDefault(names.get(column), "");
        }

        int unit() {
            return names.indexOf("unit") + 1;
        }

        int type(int column) throws SQLException {
            return data.getColumnType(column + 1);
        }

        boolean isNumber(int column) throws SQLException {
            return switch (type(column)) {
                case Types.TINYINT,
                        Types.SMALLINT,
                        Types.INTEGER,
                        Types.BIGINT,
                        Types.DECIMAL,
                        Types.NUMERIC,
                        Types.DOUBLE -> true;
                default -> false;
            };
        }

        double width(int column) throws SQLException {
            boolean wide = type(column) == Types.VARCHAR && data.getPrecision(column + 1) >= WIDE_TEXT;
            return wide ? WIDE : type(column) == Types.TIMESTAMP ? NARROW + 6 : NARROW;
        }
    }
}
