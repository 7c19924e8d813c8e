package io.holdfast.report;

import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jasperreports.engine.JRDataset;
import net.sf.jasperreports.engine.JRField;
import net.sf.jasperreports.engine.JRQuery;
import net.sf.jasperreports.engine.JRQueryChunk;
import net.sf.jasperreports.engine.JasperReport;

/** The queries of templates, held against the tables of a mart: what a query asks for, and what a field takes from it. */
final class TemplateQueries {

    /** As the database names what it does not know, and a word it did not expect. */
    private static final Pattern NAMED = Pattern.compile("(?:not found: |unexpected token: )([\\w.]+)");

    private final Definitions reports;
    private final Connection mart;

    /** @param mart with its tables; rows are not read */
    TemplateQueries(Definitions reports, Connection mart) {
        this.reports = reports;
        this.mart = mart;
    }

    List<Problem> check(String template, JasperReport report) {
        List<Problem> problems = new ArrayList<>(check(template, report.getMainDataset()));
        JRDataset[] others = report.getDatasets();
        for (JRDataset other : others == null ? new JRDataset[0] : others) {
            problems.addAll(check(template, other));
        }
        return problems;
    }

    private List<Problem> check(String template, JRDataset dataset) {
        JRQuery query = dataset.getQuery();
        String sql = query == null || !"sql".equalsIgnoreCase(query.getLanguage()) ? "" : sql(query);
        if (sql.isBlank()) {
            return List.of();
        }
        String source = reports.text(template);
        try (PreparedStatement statement = mart.prepareStatement(sql)) {
            Set<String> columns = columns(statement.getMetaData());
            List<Problem> problems = new ArrayList<>();
            JRField[] fields = dataset.getFields();
            for (JRField field : fields == null ? new JRField[0] : fields) {
                if (!columns.contains(field.getName().toLowerCase(Locale.ROOT))) {
                    problems.add(new Problem(
                            reports.origin(template),
                            line(source, "field name=\"" + field.getName() + "\""),
                            "has the field '" + field.getName() + "', which its query does not yield; it yields "
                                    + String.join(", ", columns) + ": add it to the query or remove the field"));
                }
            }
            return problems;
        } catch (SQLException e) {
            String said = said(e);
            Matcher named = NAMED.matcher(said);
            return List.of(new Problem(
                    reports.origin(template),
                    line(source, named.find() ? named.group(1).replaceFirst(".*\\.", "") : "<query"),
                    "has a query that the mart refuses: " + said + "; jobs/MART.md has its tables and columns"));
        }
    }

    /** The same of the tables that go with a report. */
    List<Problem> check(List<ReportTable> tables) {
        List<Problem> problems = new ArrayList<>();
        for (ReportTable table : tables) {
            try (PreparedStatement statement = mart.prepareStatement(table.sql())) {
                List<String> columns = ReportTable.columns(statement.getMetaData());
                table.formats().keySet().stream()
                        .filter(column -> !columns.contains(column))
                        .sorted()
                        .forEach(column -> problems.add(new Problem(
                                table.file(),
                                table.line(),
                                "'" + table.name() + "' has a format for '" + column
                                        + "', which its query does not yield; it yields "
                                        + String.join(", ", columns))));
                if (table.formats().containsValue("unit") && !columns.contains("unit")) {
                    problems.add(new Problem(
                            table.file(),
                            table.line(),
                            "'" + table.name()
                                    + "' has numbers in the unit of their row, but no column 'unit'; add it"));
                }
            } catch (SQLException e) {
                problems.add(new Problem(
                        table.file(),
                        table.line(),
                        "'" + table.name() + "' has a query that the mart refuses: " + said(e)
                                + "; jobs/MART.md has its tables and columns"));
            }
        }
        return problems;
    }

    private static String said(SQLException e) {
        return String.valueOf(e.getMessage()).replaceFirst("(?s) in statement \\[.*", "");
    }

    // Parts that a template puts in as text can be anything; such a query is known when it is asked.
    private static String sql(JRQuery query) {
        StringBuilder sql = new StringBuilder();
        for (JRQueryChunk chunk : query.getChunks()) {
            switch (chunk.getType()) {
                case JRQueryChunk.TYPE_TEXT -> sql.append(chunk.getText());
                case JRQueryChunk.TYPE_PARAMETER -> sql.append('?');
                default -> {
                    return "";
                }
            }
        }
        return sql.toString();
    }

    private static Set<String> columns(ResultSetMetaData data) throws SQLException {
        Set<String> columns = new TreeSet<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            columns.add(data.getColumnLabel(i).toLowerCase(Locale.ROOT));
        }
        return columns;
    }

    /** The first line from the query on that holds the words as such. */
    private static int line(String source, String words) {
        Matcher found = Pattern.compile("(?<!\\w)" + Pattern.quote(words) + "(?!\\w)", Pattern.CASE_INSENSITIVE)
                .matcher(source);
        int from = words.startsWith("field ") ? 0 : Math.max(0, source.indexOf("<query"));
        return found.find(from) ? Fonts.line(source, found.start()) : 0;
    }
}
