package io.holdfast.job;

import io.holdfast.archive.KeptDefinitions;
import io.holdfast.archive.RunRecord;
import io.holdfast.kpi.Catalogue;
import io.holdfast.kpi.Figures;
import io.holdfast.kpi.Kpi;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Sql;
import io.holdfast.ledger.Head;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows behind every figure that a run published, as known to it and by its definitions, and the value that they make. */
final class PackEvidence {

    /** Columns that name a person or hold what somebody wrote, as the entities call them. */
    static final Set<String> PERSONAL = Set.of(
            "name",
            "customer_name",
            "account_manager",
            "sales_person",
            "released_by",
            "released_reason",
            "one_word",
            "text");

    private final AuditPack pack;
    private final Workspace workspace;
    private final KeptDefinitions definitions;
    private final Lake lake;
    private final Engine engine;
    private final List<String> differences = new ArrayList<>();

    PackEvidence(AuditPack pack, Workspace workspace, KeptDefinitions definitions, Lake lake, Engine engine) {
        this.pack = pack;
        this.workspace = workspace;
        this.definitions = definitions;
        this.lake = lake;
        this.engine = engine;
    }

    /**
     * Writes the rows and a table of values; nothing for a run without figures. Its results must be laid out.
     *
     * @return values that the rows do not make
     */
    List<String> write() {
        for (RunRecord run : pack.runs()) {
            Path scorecard = pack.results(run).resolve("scorecard.csv");
            Optional<Head> known = run.knownAt().flatMap(lake::at);
            if (known.isPresent() && Files.isRegularFile(scorecard)) {
                try (Connection connection = engine.connect()) {
                    write(run, known.get(), scorecard, connection);
                } catch (SQLException e) {
                    throw new IllegalStateException("the engine's connection does not close", e);
                }
            }
        }
        return List.copyOf(differences);
    }

    private void write(RunRecord run, Head known, Path scorecard, Connection connection) {
        Workspace kept = definitions.open(workspace, run.definitions());
        Catalogue catalogue = Catalogue.read(kept.jobs());
        JobDefinition job = JobDefinition.read(kept.jobs(), run.job());
        SortedMap<String, Optional<BigDecimal>> published = published(scorecard, connection);
        Path folder = pack.folder().resolve("evidence").resolve(run.runId());
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder + "; is the disk full?", e);
        }
        lake.createViews(connection, known.position());
        Figures figures = new Figures(
                connection,
                catalogue,
                kept.company().parameters(),
                run.period(),
                job.trend(),
                LocalDateTime.ofInstant(known.recordedAt(), kept.company().zone()));
        figures.prepare();
        CsvText values = new CsvText("kpi", "rows", "rows_make", "published", "equal");
        for (Kpi kpi : catalogue.chosen(List.copyOf(published.keySet()), job.file())) {
            String rows = figures.evidence(kpi, run.period(), Map.of());
            long written = TableFile.csv(connection, columns(connection, rows), folder.resolve(kpi.id() + ".csv"));
            String made = plain(figures.value(kpi, rows));
            String then =
                    plain(published.getOrDefault(kpi.id(), Optional.empty()).orElse(null));
            values.row(kpi.id(), written, made, then, made.equals(then) ? "yes" : "no");
            if (!made.equals(then)) {
                differences.add(kpi.id() + " of " + run.runId() + ": its rows make " + made + ", but " + then
                        + " was published, by version " + run.program() + " of the program; this is "
                        + Program.version());
            }
        }
        values.write(folder.resolveSibling(run.runId() + ".csv"));
    }

    private static SortedMap<String, Optional<BigDecimal>> published(Path scorecard, Connection connection) {
        SortedMap<String, Optional<BigDecimal>> published = new TreeMap<>();
        Sql.query(
                connection,
                "select kpi, figure from read_csv(" + Sql.literal(scorecard)
                        + ", header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"')",
                row -> published.put(
                        Objects.requireNonNull(row.getString(1)),
                        Optional.ofNullable(row.getString(2)).map(BigDecimal::new)));
        return published;
    }

    // Without some of its columns the order of the rows would not be total by those that are left.
    private String columns(Connection connection, String rows) {
        if (pack.personalData()) {
            return rows;
        }
        String left = Sql.query(connection, "describe " + rows, row -> row.getString(1)).stream()
                .filter(column -> !PERSONAL.contains(column))
                .map(Sql::name)
                .collect(Collectors.joining(", "));
        return "select " + left + " from (\n" + rows + "\n) as evidence order by day, id, " + left;
    }

    private static String plain(@Nullable BigDecimal value) {
        if (value == null) {
            return "";
        }
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }
}
