package io.holdfast.extract;

import io.holdfast.lake.Sql;
import io.holdfast.source.CsvFormat;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The files of a source as the relations that its mapping reads: {@code input}, one row per record, with its place
 * in the file as {@code file_line}, and the joined files by their names. All columns are text.
 */
final class RawRelations {

    private static final String REJECTS = "reader_rejects";

    private final Connection connection;
    private final CsvFormat format;

    RawRelations(Connection connection, CsvFormat format) {
        this.connection = connection;
        this.format = format;
    }

    /** The joined files. They are looked up, not loaded, so a malformed record in them stops the load. */
    void createJoin(String name, List<Csv> files) {
        String all = files.stream()
                .map(file -> "select * from " + reader(file, false))
                .collect(Collectors.joining(" union all by name "));
        Sql.run(connection, "create or replace temp view " + name + " as " + all);
    }

    /** The file to load, without places: the engine's readers work side by side on it. */
    void createInput(Csv csv) {
        Sql.run(
                connection,
                "create or replace temp view input as select *, cast(null as bigint) as file_line from "
                        + reader(csv, true));
    }

    /** The file to load, each row with the number of its record among those that the reader understood. */
    void createNumberedInput(Csv csv) {
        Sql.run(
                connection,
                "create or replace temp view input as select *, row_number() over () as file_line from "
                        + reader(csv, true));
    }

    /** The records that the reader did not understand, by ordinal (header and blank lines count), with what is wrong. */
    Map<Long, String> malformed() {
        Map<Long, String> malformed = new TreeMap<>();
        if (Sql.number(connection, "select count(*) from duckdb_tables() where table_name = '" + REJECTS + "'") > 0) {
            Sql.query(
                            connection,
                            "select distinct line, cast(error_type as varchar), error_message from " + REJECTS
                                    + " order by 1, 2, 3",
                            row -> Map.entry(row.getLong(1), says(row.getString(2), row.getString(3))))
                    .forEach(found -> malformed.merge(found.getKey(), found.getValue(), (a, b) -> a));
        }
        return malformed;
    }

    private static String says(String type, String message) {
        return switch (type) {
            case "TOO MANY COLUMNS", "MISSING COLUMNS" ->
                message.replace("Expected Number of Columns: ", "the header has ")
                                .replace(" Found: ", " columns, this record ")
                        + "; is a delimiter missing, or a text with a delimiter not in quotes?";
            case "UNQUOTED VALUE" ->
                "text follows a closing quote, or a quote is not closed; double quotes inside a field (\"\")";
            case "INVALID ENCODING" ->
                "these bytes are not UTF-8; set encoding in the source to what the file is (windows-1252?)";
            case "LINE SIZE OVER MAXIMUM" -> "the record is longer than 2,000,000 bytes; is a quote not closed?";
            default -> message;
        };
    }

    private String reader(Csv csv, boolean keepRejects) {
        String columns = csv.columns().stream()
                .map(column -> Sql.literal(column) + ": 'VARCHAR'")
                .collect(Collectors.joining(", ", "{", "}"));
        String nulls = format.nullText().isEmpty() ? "''" : "['', " + Sql.literal(format.nullText()) + "]";
        String sign = Sql.literal(String.valueOf(format.quote()));
        return "read_csv(" + Sql.literal(csv.readable()) + ", auto_detect = false, strict_mode = true, columns = "
                + columns
                + ", header = " + format.header() + ", delim = " + Sql.literal(String.valueOf(format.delimiter()))
                + ", quote = " + sign + ", escape = " + sign + ", nullstr = " + nulls
                + (keepRejects
                        ? ", store_rejects = true, rejects_table = '" + REJECTS
                                + "', rejects_scan = 'reader_scans', rejects_limit = 0"
                        : "")
                + ")";
    }
}
