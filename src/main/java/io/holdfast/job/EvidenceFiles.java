package io.holdfast.job;

import io.holdfast.archive.KeptDefinitions;
import io.holdfast.job.TableFile.Format;
import io.holdfast.kpi.Catalogue;
import io.holdfast.kpi.Figures;
import io.holdfast.kpi.Kpi;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.LakeException;
import io.holdfast.ledger.Head;
import io.holdfast.ledger.Sha256;
import io.holdfast.mart.Mart;
import io.holdfast.mart.PublishedValues;
import io.holdfast.period.Period;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The very rows behind a published number, as a file, and the proof that they make it. */
public final class EvidenceFiles {

    /**
     * Which rows.
     *
     * @param kpi the figure
     * @param period it is of
     * @param where member by column; all rows where empty
     */
    public record Question(String kpi, Period period, Map<String, String> where) {}

    private static final int LONGEST_PART = 40;

    private final Workspace workspace;
    private final Company company;
    private final Clock clock;

    /** @param clock tells which periods have begun */
    public EvidenceFiles(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
        this.company = workspace.company();
    }

    /**
     * Writes the rows as known at the ledger position of the latest run that published the figure for the period, or
     * else showed the period in its trend; as known now, where none has.
     *
     * @param file to write; where absent, one below {@code out/PERIOD/evidence}
     * @return with a warning where the rows do not make what was published
     * @throws BusyException where another process works in the workspace
     */
    public Outcome write(Question question, Format format, Optional<Path> file) {
        Catalogue catalogue = Catalogue.read(workspace.jobs());
        Kpi kpi = catalogue.chosen(List.of(question.kpi()), "holdfast evidence").get(0);
        TableFile table = new TableFile(workspace, file.orElseGet(() -> usual(question, format)), format);
        if (question.period().start().isAfter(LocalDate.ofInstant(clock.instant(), company.zone()))) {
            throw new DefinitionException(
                    "--period", 0, question.period() + " has not begun; there is nothing behind its numbers yet");
        }
        try (Repository repository = new Repository(workspace);
                Engine engine = Engine.start(workspace.data("tmp"), company.memory(), company.threads());
                Connection connection = engine.connect()) {
            Lake lake = repository.lake();
            Head known = lake.known()
                    .orElseThrow(() -> new DefinitionException(
                            "holdfast evidence",
                            0,
                            "has nothing to show: no load was published yet; take the sources in first: "
                                    + workspace.command("run nightly")));
            Optional<PublishedValues> published = new Mart(repository.jdbc()).published(kpi.id(), question.period());
            long position = published.map(PublishedValues::position).orElse(known.position());
            refuseIfNotSupplied(kpi, question, lake, position);
            lake.createViews(connection, position);
            LocalDateTime asOf = published
                    .map(PublishedValues::asKnownAt)
                    .orElseGet(() -> LocalDateTime.ofInstant(known.recordedAt(), company.zone()));
            // A point of a trend is computed as that run did: what a query reads may depend on the run's period.
            Period of = published.map(PublishedValues::of).orElse(question.period());
            Figures figures =
                    new Figures(connection, catalogue, company.parameters(), of, past(of, question.period()), asOf);
            figures.prepare();
            String rows = figures.evidence(kpi, question.period(), question.where());
            Instant created = asOf.atZone(company.zone()).toInstant();
            try {
                refuseUnknownMember(figures, kpi, question);
                long written = table.write(connection, rows, kpi.id(), created);
                return outcome(question, published, figures.value(kpi, rows), written, table);
            } catch (LakeException e) {
                throw Figures.problem(kpi, e);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the engine's connection does not close", e);
        }
    }

    private static int past(Period of, Period point) {
        int past = 0;
        for (Period period = of; period.compareTo(point) > 0; period = period.previous()) {
            past++;
        }
        return Math.max(past, Figures.PAST);
    }

    private static void refuseUnknownMember(Figures figures, Kpi kpi, Question question) {
        question.where().forEach((column, member) -> {
            if (!kpi.breakdown().contains(column)) {
                return;
            }
            List<String> members = figures.members(kpi, question.period(), column);
            if (!members.contains(member)) {
                throw new DefinitionException(
                        "--where",
                        0,
                        "no row of " + kpi.id() + " in " + question.period() + " has " + column + " '" + member
                                + "'; there is " + String.join(", ", members));
            }
        });
    }

    private static void refuseIfNotSupplied(Kpi kpi, Question question, Lake lake, long position) {
        Map<Entity, Set<String>> supplied = new EnumMap<>(Entity.class);
        for (Entity entity : Entity.values()) {
            supplied.put(entity, lake.supplied(entity, position));
        }
        List<String> missing = Figures.missing(kpi, supplied, question.period());
        if (!missing.isEmpty()) {
            throw new DefinitionException(
                    kpi.sqlFile(), 0, "has no evidence here; it needs " + String.join(", ", missing));
        }
    }

    // Members are data: of them only letters and digits come into a name, and the hash tells apart what then looks
    // alike.
    private Path usual(Question question, Format format) {
        TreeMap<String, String> where = new TreeMap<>(question.where());
        String readable = String.join("-", where.values())
                .replaceAll("[^\\p{L}\\p{N}]+", "-")
                .replaceAll("^-|-$", "")
                .replaceAll("^(.{" + LONGEST_PART + "}).*", "$1");
        String part = where.isEmpty()
                ? ""
                : "-" + readable + "-" + Sha256.of(where.toString()).substring(0, 8);
        return workspace
                .out()
                .resolve(question.period().toString())
                .resolve("evidence")
                .resolve(question.kpi() + part + "." + format.extension());
    }

    private Outcome outcome(
            Question question,
            Optional<PublishedValues> published,
            @Nullable BigDecimal value,
            long written,
            TableFile table) {
        List<String> lines = new ArrayList<>();
        lines.add(table + ": " + written + (written == 1 ? " row" : " rows") + " behind " + question.kpi() + " of "
                + question.period() + where(question));
        if (published.isEmpty()) {
            lines.add("they make " + plain(value) + "; no run of " + question.period()
                    + " has published it, so they are as known now");
            return new Outcome(Outcome.State.DONE, lines);
        }
        PublishedValues run = published.get();
        if (question.where().size() > 1 || !run.has(question.where())) {
            lines.add("they make " + plain(value) + ", as known to " + run.runId()
                    + ", which published no number of this part by itself");
            return new Outcome(Outcome.State.DONE, lines);
        }
        BigDecimal shown = run.value(question.where());
        if (Objects.equals(plain(shown), plain(value))) {
            lines.add("they make " + plain(value) + ", as " + run.runId() + " published"
                    + (run.of().equals(question.period()) ? "" : " in its trend"));
            return new Outcome(Outcome.State.DONE, lines);
        }
        boolean changed = !run.definitionsSha256().equals(KeptDefinitions.sha256(workspace));
        lines.add("warning: they make " + plain(value) + ", but " + run.runId() + " published " + plain(shown)
                + (changed
                        ? "; jobs/ or reports/ were changed since: put them back as they were, or compute the period"
                                + " anew with --again"
                        : "; the mart was changed: compute the period anew with --again and compare"));
        return new Outcome(Outcome.State.WARNINGS, lines);
    }

    private static String where(Question question) {
        return question.where().isEmpty()
                ? ""
                : " where "
                        + String.join(
                                ", ",
                                question.where().entrySet().stream()
                                        .map(Object::toString)
                                        .sorted()
                                        .toList());
    }

    private static String plain(@Nullable BigDecimal value) {
        return value == null ? "no value" : value.stripTrailingZeros().toPlainString();
    }
}
