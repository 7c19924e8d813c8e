package io.holdfast.report;

import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problem;
import io.holdfast.workspace.Problems;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.SortedSet;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentHashMap;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRParameter;
import net.sf.jasperreports.engine.JRRuntimeException;
import net.sf.jasperreports.engine.JasperFillManager;
import net.sf.jasperreports.engine.JasperPrint;
import net.sf.jasperreports.engine.JasperReportsContext;
import net.sf.jasperreports.engine.fonts.FontUtil;
import org.jspecify.annotations.Nullable;

/**
 * The reports of a workspace. A rendering is a function of the run's rows in the mart, the reports tree and the
 * program: the same three give the same bytes, whenever, wherever and in whatever locale the program is started. The PDF
 * library writes places in the file in digits of the JVM's default locale; that is to be one with 0 to 9.
 */
public final class Reports {

    private static final int MOST_NAMED = 10;

    private final Definitions reports;
    private final Path cache;
    private final Bundles bundles;
    private final Map<String, Optional<Glyphs>> glyphs = new ConcurrentHashMap<>();
    private @Nullable Look look;

    /** The theme and the templates in it. */
    private record Look(Theme theme, Templates templates) {}

    /** A report as the library writes it, and the characters that its fonts lack. */
    private record Exported(byte[] pdf, SortedSet<String> missing) {}

    /** @param cache a folder for compiled templates; may be deleted at any time */
    public Reports(Definitions reports, Path cache) {
        this.reports = reports;
        this.cache = cache;
        this.bundles = new Bundles(reports);
    }

    // Not in the constructor: a broken theme is for check to tell, beside all else.
    private synchronized Look look() {
        Look known = look;
        if (known == null) {
            Theme theme = Theme.read(reports);
            known = new Look(theme, new Templates(reports, cache, theme));
            look = known;
        }
        return known;
    }

    /**
     * Renders one template for one run in one language.
     *
     * @param template the template's name, such as {@code management-pack}
     * @param language a language there is a bundle for
     * @param runId the run whose rows are shown
     * @param mart a connection to the mart; only read from
     * @param target the PDF, a new file; nothing is left there when rendering fails
     * @return the characters of its texts that their fonts lack; a box stands in the place of each
     * @throws DefinitionException when a template or bundle is missing or broken
     * @throws ReportException when the run is not in the mart, or it cannot be rendered
     */
    public SortedSet<String> render(String template, String language, String runId, Connection mart, Path target) {
        return render(template, Optional.empty(), language, runId, mart, target);
    }

    /**
     * Likewise, of what a run has about one account, branch or account manager. May be called by several threads, each with
     * a connection of its own.
     *
     * @param subject empty for the run as a whole
     */
    public SortedSet<String> render(
            String template, Optional<Subject> subject, String language, String runId, Connection mart, Path target) {
        if (!reports.exists(template + Templates.SOURCE)) {
            throw new DefinitionException(
                    reports.origin(template + Templates.SOURCE),
                    0,
                    "is missing; there is " + reports.list("", Templates.SOURCE)
                            + ": name one of these, or add the file");
        }
        ResourceBundle bundle = bundles.load(language);
        Locale locale = Locale.forLanguageTag(language);
        Look look = look();
        Words words = new Words(bundle, locale, look.theme());
        RunFacts run = RunFacts.read(mart, runId);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("RUN_ID", runId);
        parameters.put("LANGUAGE", language);
        subject.ifPresent(one -> {
            parameters.put("KIND", one.kind());
            parameters.put("ITEM", one.item());
        });
        parameters.put("WORDS", words);
        parameters.put(JRParameter.REPORT_LOCALE, locale);
        parameters.put(JRParameter.REPORT_TIME_ZONE, TimeZone.getTimeZone(run.zone()));
        parameters.put(JRParameter.REPORT_RESOURCE_BUNDLE, bundle);
        String report = words.say("report." + template);
        String title = words.say(
                "report.title",
                run.company(),
                subject.map(one -> words.say("report.about", report, words.customer(one.name())))
                        .orElse(report),
                words.period(run.period()));
        try {
            Exported exported = export(template, look.templates(), locale, parameters, title, mart);
            SamePdf.write(exported.pdf(), title, language, run, look.theme().paper(), target);
            return exported.missing();
        } catch (JRException | JRRuntimeException e) {
            throw new ReportException(
                    reports.origin(template + Templates.SOURCE) + " could not be rendered for "
                            + subject.map(one -> one.item() + " of ").orElse("") + "run " + runId + " in '" + language
                            + "': " + e.getMessage()
                            + (subject.isPresent() ? "" : "; nothing was written to " + target),
                    e);
        }
    }

    // A method of its own: the pages of a long report go before the file is read again.
    private Exported export(
            String template,
            Templates templates,
            Locale locale,
            Map<String, Object> parameters,
            String title,
            Connection mart)
            throws JRException {
        JasperPrint print =
                JasperFillManager.getInstance(templates.context()).fill(templates.get(template), parameters, mart);
        if (print.getPages().isEmpty()) {
            throw new ReportException(reports.origin(template + Templates.SOURCE) + " finds nothing in run "
                    + parameters.get("RUN_ID")
                    + " to show; where it tells of one item of many, the job's step needs 'for-each'");
        }
        SortedSet<String> missing =
                MissingCharacters.boxed(print, family -> glyphs(templates.context(), family, locale));
        return new Exported(new PdfExport(templates.context()).export(print, title, locale.toLanguageTag()), missing);
    }

    // A font is as large as a report; it is read once.
    private @Nullable Glyphs glyphs(JasperReportsContext context, String family, Locale locale) {
        return glyphs.computeIfAbsent(
                        family + " " + locale,
                        any -> FontUtil.getInstance(context).getFontInfo(family, locale) == null
                                ? Optional.empty()
                                : Optional.of(Glyphs.of(context, family, locale)))
                .orElse(null);
    }

    /** What to tell of characters that fonts lack, as {@link #render} returns them; empty where there are none. */
    public static List<String> lacking(String template, String language, SortedSet<String> characters) {
        if (characters.isEmpty()) {
            return List.of();
        }
        List<String> named = characters.stream()
                .limit(MOST_NAMED)
                .map(one -> one + String.format(Locale.ROOT, " (U+%04X)", one.codePointAt(0)))
                .toList();
        return List.of(template + " (" + language + "): its font lacks " + characters.size()
                + (characters.size() == 1 ? " character" : " characters") + " of names or texts: "
                + String.join(", ", named) + (characters.size() > MOST_NAMED ? ", …" : "")
                + "; a box stands in the place of each. A font that has them goes into reports/" + Fonts.FILE
                + ", and its name into reports/theme.yml");
    }

    /** Whether the tree says which tables go with a report. */
    public boolean hasTables(String report) {
        return reports.exists(ReportTable.file(report));
    }

    /**
     * Writes the tables that go with a report as a workbook in one language.
     *
     * @param report as its template is called; {@code reports/tables/REPORT.yml} says which tables
     * @param subject empty for the run as a whole
     * @param target the XLSX file; nothing is left there when it cannot be written
     * @throws DefinitionException when the tables are not defined, or wrongly
     * @throws ReportException when the run is not in the mart, or a query fails
     */
    public void workbook(
            String report, Optional<Subject> subject, String language, String runId, Connection mart, Path target) {
        List<ReportTable> tables = ReportTable.read(reports, report);
        RunFacts run = RunFacts.read(mart, runId);
        Words words = new Words(bundles.load(language), Locale.forLanguageTag(language));
        try {
            new TableBook(tables, words, run.currency())
                    .write(
                            mart,
                            new TableValues(runId, language, subject),
                            run.asKnownAt().toInstant(),
                            target);
        } catch (SQLException e) {
            throw unread(report, runId, e);
        }
    }

    /**
     * Writes the same tables as CSV files, for programs.
     *
     * @param language of names that the tables hold; columns are named as in the mart
     * @param folder an empty one
     */
    public void csv(
            String report, Optional<Subject> subject, String language, String runId, Connection mart, Path folder) {
        try {
            TableFiles.write(
                    ReportTable.read(reports, report), mart, new TableValues(runId, language, subject), folder);
        } catch (SQLException e) {
            throw unread(report, runId, e);
        }
    }

    private ReportException unread(String report, String runId, SQLException e) {
        return new ReportException(
                reports.origin(ReportTable.file(report)) + " has a query that fails for run " + runId + ": "
                        + e.getMessage() + "; holdfast check says which",
                e);
    }

    /**
     * What there is to say about each figure of a run that was restated, a sentence or two each.
     *
     * @param mart with the restatement's tables
     */
    public List<String> restated(String language, String runId, Connection mart) {
        try {
            return RestatedFigures.sentences(
                    mart, runId, new Words(bundles.load(language), Locale.forLanguageTag(language)));
        } catch (SQLException e) {
            throw new ReportException("the mart cannot be read for run '" + runId + "': " + e.getMessage(), e);
        }
    }

    /** What the bundle of a language says, for texts that go with reports. */
    public Words words(String language) {
        return new Words(bundles.load(language), Locale.forLanguageTag(language));
    }

    /** Languages there is a message bundle for, such as [en, zh]. */
    public List<String> languages() {
        return bundles.languages();
    }

    /**
     * Compiles every template and asks the mart for its query, compares the bundles, looks over theme and fonts; empty when
     * all is well.
     *
     * @param mart with its tables, of which no row is read
     */
    public List<Problem> check(Connection mart) {
        Problems problems = new Problems();
        problems.addAll(bundles.check());
        // Templates are looked over in the shipped theme where their own is broken.
        Theme theme = problems.tried(() -> Theme.read(reports)).orElse(Theme.SHIPPED);
        Templates templates = new Templates(reports, cache, theme);
        List<Problem> fonts = FontProblems.of(reports);
        problems.addAll(fonts);
        if (fonts.isEmpty() && problems.found().isEmpty()) {
            problems.addAll(FontProblems.lacking(reports, theme, bundles, templates.context()));
        }
        TemplateReferences references = new TemplateReferences(reports);
        TemplateQueries queries = new TemplateQueries(reports, mart);
        for (String file : reports.list("", Templates.SOURCE)) {
            problems.addAll(references.check(file));
            problems.tried(() -> templates.get(file.substring(0, file.length() - Templates.SOURCE.length())))
                    .ifPresent(report -> problems.addAll(queries.check(file, report)));
        }
        for (String file : reports.list(ReportTable.FOLDER, ReportTable.SUFFIX)) {
            String report =
                    file.substring(ReportTable.FOLDER.length() + 1, file.length() - ReportTable.SUFFIX.length());
            problems.tried(() -> ReportTable.read(reports, report))
                    .ifPresent(tables -> problems.addAll(queries.check(tables)));
        }
        problems.addAll(MessageKeys.check(reports, bundles));
        return problems.found();
    }
}
