package io.holdfast.report;

import io.holdfast.report.SampleMart.Shape;
import io.holdfast.workspace.Definitions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TimeZone;
import javax.sql.DataSource;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRParameter;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.pdf.SimplePdfExporterConfiguration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What benchmarks render: the sample mart, by the suite and by the bare library with the same compiled templates. */
public final class BenchReports implements AutoCloseable {

    private static final String LANGUAGE = "en";

    private final Connection mart;
    private final Reports reports;
    private final Templates templates;
    private final ResourceBundle bundle;

    /** @param cache of compiled templates */
    public BenchReports(Path cache) throws SQLException {
        Definitions tree = new Definitions("reports", Path.of("reports"));
        this.mart = SampleReviews.open(Shape.ORDINARY);
        this.reports = new Reports(tree, cache);
        this.templates = new Templates(tree, cache, Theme.SHIPPED);
        this.bundle = new Bundles(tree).load(LANGUAGE);
    }

    /** Makes so many reviews of key accounts of the one that there is. */
    public BenchReports withReviews(int number) throws SQLException {
        copy("review", "item <> 'C-1'", "'K-' || n", number);
        copy("review_month", "item <> 'C-1'", "'K-' || n", number);
        copy("review_product", "item <> 'C-1'", "'K-' || n", number);
        copy("review_open", "item <> 'C-1'", "'K-' || n", number);
        run("delete from review where item in ('C-1', 'C-2')");
        return this;
    }

    /** Makes so many loads, each a row of the list at the end of the pack. */
    public BenchReports withLoads(int number) throws SQLException {
        run(
                "insert into run_load select run_id, 10000 + n, entity, source, file, recorded_at, records, left_out, rejected,"
                        + " accepted, stored, file_sha256 from run_load, unnest(sequence_array(1, " + number
                        + ", 1)) as t(n) where ledger_position = 1275");
        return this;
    }

    /** As a job does: fill, export, the pass that makes the bytes the same, the file. */
    public void render(Path target) throws SQLException {
        try (Connection connection = KeptStatements.of(mart().getConnection())) {
            reports.render("management-pack", LANGUAGE, SampleMart.RUN, connection, target);
        }
    }

    /** One review, likewise. */
    public void review(Path target) {
        reports.render("account-review", Optional.of(SampleReviews.NORDWIND), LANGUAGE, SampleMart.RUN, mart, target);
    }

    /** The bare library: fill and export, with the same configuration, into memory, its objects packed as in our file. */
    public byte[] bare() throws JRException {
        Locale locale = Locale.forLanguageTag(LANGUAGE);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("RUN_ID", SampleMart.RUN);
        parameters.put("LANGUAGE", LANGUAGE);
        parameters.put("WORDS", new Words(bundle, locale));
        parameters.put(JRParameter.REPORT_LOCALE, locale);
        parameters.put(JRParameter.REPORT_TIME_ZONE, TimeZone.getTimeZone("Europe/Zurich"));
        parameters.put(JRParameter.REPORT_RESOURCE_BUNDLE, bundle);
        JasperReport report = templates.get("management-pack");
        JasperPrint print = JasperFillManager.getInstance(templates.context()).fill(report, parameters, mart);
        SimplePdfExporterConfiguration configuration = PdfExport.configuration("pack", LANGUAGE);
        configuration.setCompressed(true);
        return new PdfExport(templates.context()).export(print, configuration);
    }

    /** Of what {@link #render} does, the pass over what {@link #bare} made. */
    public void same(byte[] pdf, Path target) {
        SamePdf.write(pdf, "pack", LANGUAGE, RunFacts.read(mart, SampleMart.RUN), Paper.A4, target);
    }

    /** The mart, for several connections at once. */
    public static DataSource mart() {
        return new DriverManagerDataSource("jdbc:hsqldb:mem:sample-" + Shape.ORDINARY, "SA", "");
    }

    private void copy(String table, String not, String item, int number) throws SQLException {
        StringBuilder columns = new StringBuilder();
        try (var found = mart.getMetaData().getColumns(null, "PUBLIC", table.toUpperCase(Locale.ROOT), "%")) {
            while (found.next()) {
                String column = found.getString("COLUMN_NAME").toLowerCase(Locale.ROOT);
                columns.append(columns.isEmpty() ? "" : ", ")
                        .append(
                                column.equals("item")
                                        ? item
                                        : column.equals("ordinal") && table.equals("review") ? "n" : column);
            }
        }
        run("insert into " + table + " select " + columns + " from " + table + ", unnest(sequence_array(1, " + number
                + ", 1)) as t(n) where not (" + not + ")");
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = mart.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        mart.close();
    }
}
