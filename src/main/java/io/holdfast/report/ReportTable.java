package io.holdfast.report;

import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.YamlMap;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A table that goes with a report, as {@code reports/tables/REPORT.yml} defines it: a query of the mart, whatever the
 * pages show of it.
 *
 * @param name of its sheet and its file
 * @param query with {@code :run} and {@code :language} in it; of a report for each of many {@code :kind} and {@code :item} too
 * @param facts whether its one row is shown as a list, a line for each column
 * @param formats of columns that their type does not tell: {@code percent}, {@code money}, {@code unit}, {@code customer}
 *     (a name, which may have been removed), or the prefix of the messages that say its codes
 * @param file it is defined in, for messages
 * @param line of that file
 */
record ReportTable(String name, String query, boolean facts, Map<String, String> formats, String file, int line) {

    static final String FOLDER = "tables";
    static final String SUFFIX = ".yml";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,30}");
    private static final Pattern FORMAT = Pattern.compile("percent|money|unit|customer|words [\\w.]+");
    private static final Pattern PLACE = Pattern.compile("(?<![:\\w]):(run|language|kind|item)\\b");

    /** What is done with the rows. */
    interface Use<T> {
        T of(ResultSet rows) throws SQLException;
    }

    /** Where the tables of a report are defined. */
    static String file(String report) {
        return FOLDER + "/" + report + SUFFIX;
    }

    /**
     * Reads the tables of a report, in their order.
     *
     * @throws DefinitionException where the file is missing or wrong
     */
    static List<ReportTable> read(Definitions reports, String report) {
        String file = file(report);
        if (!reports.exists(file)) {
            throw new DefinitionException(
                    reports.origin(file),
                    0,
                    "is missing: it would say which tables go with the report '" + report + "'; there is "
                            + reports.list(FOLDER, SUFFIX) + ": add the file, or ask for no tables of this report");
        }
        YamlMap yaml = YamlMap.read(reports, file).only("tables");
        List<ReportTable> tables = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlMap table : yaml.maps("tables")) {
            table.only("name", "facts", "formats", "query");
            String name = table.text("name");
            if (!NAME.matcher(name).matches() || !names.add(name)) {
                throw table.problem(
                        "name",
                        "'name' is '" + name + "'; write small letters, digits and -, 31 at most, each name once");
            }
            tables.add(new ReportTable(
                    name,
                    table.text("query"),
                    table.flag("facts", false),
                    formats(table.map("formats")),
                    yaml.file(),
                    table.line("query")));
        }
        if (tables.isEmpty()) {
            throw yaml.problem("tables", "a report's tables are a list; write tables: with '- name: …' below it");
        }
        return List.copyOf(tables);
    }

    private static Map<String, String> formats(YamlMap yaml) {
        Map<String, String> formats = new HashMap<>();
        for (String column : yaml.keys()) {
            String format = yaml.text(column);
            if (!FORMAT.matcher(format).matches()) {
                throw yaml.problem(
                        column,
                        "'" + column + "' is '" + format + "'; write percent, money, unit (by the row's column unit),"
                                + " customer (a name) or words PREFIX (by the messages PREFIX.code)");
            }
            formats.put(column, format);
        }
        return Map.copyOf(formats);
    }

    /** The query as the database takes it, with a question mark for each value. */
    String sql() {
        return PLACE.matcher(query).replaceAll("?");
    }

    /** Asks for the table's rows. */
    <T> T rows(Connection mart, TableValues values, Use<T> use) throws SQLException {
        try (PreparedStatement statement = mart.prepareStatement(sql())) {
            Matcher places = PLACE.matcher(query);
            for (int i = 1; places.find(); i++) {
                statement.setString(i, values.of(places.group(1)));
            }
            try (ResultSet rows = statement.executeQuery()) {
                return use.of(rows);
            }
        }
    }

    /** The columns of its rows in small letters, whatever case the database gives them. */
    static List<String> columns(ResultSetMetaData data) throws SQLException {
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            columns.add(data.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        return columns;
    }
}
