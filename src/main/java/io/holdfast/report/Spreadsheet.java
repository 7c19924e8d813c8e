package io.holdfast.report;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * Rows as an XLSX workbook that people can calculate with: one sheet, a header that stays in sight, a filter, real
 * numbers and dates, no merged cell. The same rows give the same bytes.
 */
public final class Spreadsheet {

    /** What a sheet of the format has room for, the header included. */
    public static final long MOST_ROWS = 1_048_576;

    // A spreadsheet's numbers are binary doubles: more digits than these would not come back as they were.
    private static final int EXACT_DIGITS = 15;
    private static final int FLUSH_AFTER = 1_000;
    private static final double WIDTH = 18;
    // Not the format's first hour: Java takes that for 'earlier than can be said', and writes the zone's time beside
    // it.
    private static final LocalDateTime ZIP_TIME = LocalDateTime.of(1980, 2, 1, 0, 0);

    private Spreadsheet() {}

    /**
     * Writes all rows.
     *
     * @param rows read from before the first to the last
     * @param sheet the sheet's name, 31 characters at most
     * @param created what the workbook says of its making: a fact of the run, not of the clock
     * @param target a new file
     * @return how many rows were written, without the header
     * @throws ReportException where there are more rows than a sheet has room for; nothing is left then
     */
    public static long write(ResultSet rows, String sheet, Instant created, Path target) throws SQLException {
        long[] written = new long[1];
        make(created, target, workbook -> written[0] = fill(workbook.newWorksheet(sheet), rows));
        return written[0];
    }

    /**
     * Writes a workbook of several sheets.
     *
     * @param sheets the query of each, by its name, in their order
     * @param database that they are asked of
     * @param created what the workbook says of its making: a fact of the run, not of the clock
     * @param target a new file
     * @throws ReportException where a query has more rows than a sheet has room for; nothing is left then
     */
    static void write(Map<String, String> sheets, Connection database, Instant created, Path target)
            throws SQLException {
        make(created, target, workbook -> {
            for (Map.Entry<String, String> sheet : sheets.entrySet()) {
                try (Statement statement = database.createStatement();
                        ResultSet rows = statement.executeQuery(sheet.getValue())) {
                    fill(workbook.newWorksheet(sheet.getKey()), rows);
                }
            }
        });
    }

    /** What fills a workbook. */
    interface Content {
        void fill(Workbook workbook) throws SQLException, IOException;
    }

    /** Makes a workbook: all of it or nothing, the same bytes for the same content. */
    static void make(Instant created, Path target, Content content) throws SQLException {
        Path unfinished = target.resolveSibling(target.getFileName() + ".part");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished));
                    Workbook workbook = new Workbook(out, "Holdfast", "1.0")) {
                content.fill(workbook);
            }
            same(unfinished, created, target);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + target + "; is the disk full or read-only?", e);
        } finally {
            unfinished.toFile().delete();
        }
    }

    /** Writes the head of a column. */
    static void head(Worksheet sheet, int column, String text, double width) {
        sheet.width(column, width);
        sheet.value(0, column, text);
        sheet.style(0, column).bold().set();
    }

    /**
     * The line below; what stands above is on its way to the file.
     *
     * @throws ReportException where the sheet is full
     */
    static int next(Worksheet sheet, int line) throws IOException {
        if (line + 1 >= MOST_ROWS) {
            throw new ReportException(
                    "there are more rows than the " + (MOST_ROWS - 1)
                            + " that a spreadsheet has room for; choose some with --where or --top, or --format csv or parquet");
        }
        if (line > 0 && line % FLUSH_AFTER == 0) {
            sheet.flush();
        }
        return line + 1;
    }

    private static int fill(Worksheet sheet, ResultSet rows) throws SQLException, IOException {
        ResultSetMetaData columns = rows.getMetaData();
        int count = columns.getColumnCount();
        for (int i = 0; i < count; i++) {
            head(sheet, i, columns.getColumnLabel(i + 1), WIDTH);
        }
        sheet.freezePane(0, 1);
        int line = 0;
        while (rows.next()) {
            line = next(sheet, line);
            for (int i = 0; i < count; i++) {
                new Cells(sheet, line, i).value(rows, i + 1, columns.getColumnType(i + 1));
            }
        }
        if (count > 0) {
            sheet.setAutoFilter(0, 0, line, count - 1);
        }
        sheet.finish();
        return line;
    }

    /** A cell to be written. */
    record Cells(Worksheet sheet, int line, int column) {

        /** What the rows have in a column, as what it is. */
        void value(ResultSet rows, int from, int type) throws SQLException {
            switch (type) {
                case Types.DATE -> {
                    LocalDate day = rows.getObject(from, LocalDate.class);
                    if (day != null) {
                        sheet.value(line, column, day);
                        sheet.style(line, column).format("yyyy-mm-dd").set();
                    }
                }
                case Types.TIMESTAMP -> {
                    LocalDateTime moment = rows.getObject(from, LocalDateTime.class);
                    if (moment != null) {
                        sheet.value(line, column, moment);
                        sheet.style(line, column).format("yyyy-mm-dd hh:mm:ss").set();
                    }
                }
                case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.DECIMAL, Types.NUMERIC ->
                    exact(rows.getBigDecimal(from));
                case Types.BOOLEAN, Types.BIT -> {
                    boolean flag = rows.getBoolean(from);
                    if (!rows.wasNull()) {
                        sheet.value(line, column, flag);
                    }
                }
                default -> text(rows.getString(from));
            }
        }

        void text(@Nullable String text) {
            sheet.value(line, column, text);
        }

        /** A number with the pattern that it is shown by. */
        void number(BigDecimal number, String pattern) {
            sheet.value(line, column, number);
            if (!pattern.equals("General")) {
                sheet.style(line, column).format(pattern).set();
            }
        }

        // A number that a spreadsheet would round stays as it is, in writing.
        private void exact(@Nullable BigDecimal number) {
            if (number == null) {
                return;
            }
            if (number.stripTrailingZeros().precision() > EXACT_DIGITS) {
                sheet.value(line, column, number.toPlainString());
            } else {
                sheet.value(line, column, number);
            }
        }
    }

    // The library writes the wall clock into the document and its entries.
    private static void same(Path written, Instant created, Path target) throws IOException {
        try (ZipFile zip = new ZipFile(written.toFile());
                ZipOutputStream out = new ZipOutputStream(new BufferedOutputStream(Files.newOutputStream(target)))) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTimeLocal(ZIP_TIME);
                out.putNextEntry(copy);
                try (InputStream in = zip.getInputStream(entry)) {
                    if (entry.getName().equals("docProps/core.xml")) {
                        out.write(dated(in, created).getBytes(StandardCharsets.UTF_8));
                    } else {
                        in.transferTo(out);
                    }
                }
                out.closeEntry();
            }
        }
    }

    private static String dated(InputStream core, Instant created) throws IOException {
        String text = new String(core.readAllBytes(), StandardCharsets.UTF_8);
        return text.replaceAll(
                "(<dcterms:(?:created|modified)[^>]*>)[^<]*", "$1" + created.truncatedTo(ChronoUnit.SECONDS));
    }
}
