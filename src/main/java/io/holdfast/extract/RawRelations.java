package io.holdfast.extract;

import io.holdfast.lake.Sql;
import io.holdfast.source.CsvFormat;
import java.sql.Connection;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The files of a source as the relations that its mapping reads: {@code input}, one row per record, with its place
 * in the file as {@code file_line}, and the joined files by their names. All columns are text.
 */
final class RawRelations {

    /** The column of {@code input} by which a rejected row is found in its file again. */
    static final String FILE_LINE = "file_line";

    private static final String REJECTS = "reader_rejects";

    private final Connection connection;
    private final CsvFormat format;
    private final Map<String, String> names = new HashMap<>();

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

    /** What people call the file that the engine reads under this name. */
    String name(String readable) {
        return names.getOrDefault(readable, readable);
    }

    /** The file to load, without places: the engine's readers work side by side on it. */
    void createInput(Csv csv) {
        createInput(csv, "cast(null as bigint)");
    }

    /** The file to load, each row with the number of its record among those that the reader understood. */
    void createNumberedInput(Csv csv) {
        createInput(csv, "row_number() over ()");
    }

    private void createInput(Csv csv, String fileLine) {
        Sql.run(
                connection,
                "create or replace temp view input as select *, " + fileLine + " as " + FILE_LINE + " from "
                        + reader(csv, true));
    }

    /** The records that the reader did not understand, by ordinal: header and blank lines count. */
    BitSet malformed() {
        BitSet malformed = new BitSet();
        if (hasRejects()) {
            Sql.query(connection, "select distinct line from " + REJECTS, row -> {
                malformed.set(Math.toIntExact(row.getLong(1)));
                return true;
            });
        }
        return malformed;
    }

    /** What is wrong with the first of them, by ordinal. */
    Map<Long, String> complaints(long most) {
        Map<Long, String> complaints = new HashMap<>();
        if (hasRejects()) {
            Map<String, String> same = new HashMap<>();
            Sql.query(
                    connection,
                    "select line, min(cast(error_type as varchar) || '|' || error_message) from " + REJECTS
                            + " group by line order by line limit " + most,
                    row -> complaints.put(row.getLong(1), same.computeIfAbsent(row.getString(2), RawRelations::says)));
        }
        return complaints;
    }

    /**
     * A cast of the mapping that failed, in the engine's words. The engine moves casts into its reader where it can
     * and then counts the record as malformed; where it cannot, the statement fails. Both must be the same to a person.
     */
    Optional<String> failedCast() {
        return hasRejects()
                ? Sql.query(
                                connection,
                                "select error_message from " + REJECTS
                                        + " where error_type = 'CAST' order by line limit 1",
                                row -> row.getString(1))
                        .stream()
                        .findFirst()
                : Optional.empty();
    }

    private boolean hasRejects() {
        return Sql.number(connection, "select count(*) from duckdb_tables() where table_name = '" + REJECTS + "'") > 0;
    }

    private static String says(String error) {
        String type = error.substring(0, error.indexOf('|'));
        String message = error.substring(error.indexOf('|') + 1);
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
        names.put(csv.readable().toAbsolutePath().toString(), csv.name());
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
