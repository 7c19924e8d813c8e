package io.holdfast.restate;

import io.holdfast.kpi.Catalogue;
import io.holdfast.kpi.Figure;
import io.holdfast.kpi.Figures;
import io.holdfast.kpi.Kpi;
import io.holdfast.kpi.Line;
import io.holdfast.lake.Column;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Load;
import io.holdfast.lake.Sql;
import io.holdfast.ledger.Head;
import io.holdfast.ledger.Ledger;
import io.holdfast.period.Period;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.Definitions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** A lake with the loads that a test gives it, one after the other, and what a run published of them. */
final class SmallHistory implements AutoCloseable {

    static final Period DECEMBER = Period.parse("2025-12");

    private final Path folder;
    private final Engine engine;
    private final Connection connection;
    private final SingleConnectionDataSource database;
    private final Ledger ledger;
    private final Lake lake;
    private int files;

    SmallHistory(Path folder) {
        this.folder = folder;
        database = new SingleConnectionDataSource("jdbc:hsqldb:mem:history-" + System.identityHashCode(this), true);
        new ResourceDatabasePopulator(new ClassPathResource("io/holdfast/ledger/schema/V2__ledger.sql"))
                .execute(database);
        ledger = new Ledger(new JdbcTemplate(database));
        lake = new Lake(folder.resolve("lake"), ledger);
        engine = Engine.start(folder.resolve("tmp"), "500MB", 2);
        connection = engine.connect();
    }

    /**
     * Takes in a load.
     *
     * @param columns their names, comma-separated; the entity's others are null
     * @param values rows as SQL values
     */
    Head load(Entity entity, String at, String columns, String values) {
        Lake.createEmptyViews(connection);
        Path file = folder.resolve("load-" + ++files + ".parquet");
        long rows = Sql.write(
                connection,
                "select * from " + entity + " where false union all by name select * from (values " + values
                        + ") as given(" + columns + ")",
                file);
        return enter(entity, at, rows, lake.adoptLoad(connection, entity, file), Map.of());
    }

    /** Takes in a reading of a database that has no rows with these keys any more, and none that are new. */
    Head delete(Entity entity, String at, List<String> keys) {
        Path file = folder.resolve("deleted-" + ++files + ".parquet");
        long rows = Sql.write(
                connection,
                keys.stream()
                        .map(key -> "select '" + key + "' as " + entity.key().get(0))
                        .collect(Collectors.joining(" union all ")),
                file);
        return enter(
                entity,
                at,
                0,
                new Lake.Adopted("", ""),
                Map.of(
                        "definition", "",
                        "from", "",
                        "watermark", "",
                        "deleted", String.valueOf(rows),
                        "deleted-sha256", lake.adoptDeleted(file)));
    }

    private Head enter(Entity entity, String at, long rows, Lake.Adopted adopted, Map<String, String> extent) {
        Map<String, String> facts = new HashMap<>(Map.of(
                "entity", entity.relation(),
                "source", entity.relation(),
                "file", "inbox/" + entity + "-" + files + ".csv",
                "columns", entity.columns().stream().map(Column::name).collect(Collectors.joining(",")),
                "sha256", adopted.sha256(),
                "personal-sha256", adopted.personalSha256()));
        List.of("records", "accepted", "stored").forEach(count -> facts.put(count, String.valueOf(rows)));
        List.of("rejected", "left-out").forEach(count -> facts.put(count, "0"));
        facts.putAll(extent);
        ledger.append(Load.KIND, Instant.parse(at), "nightly", facts);
        return ledger.head();
    }

    /** The shipped definitions. */
    static Basis shipped() {
        return new Basis(Catalogue.read(jobs(Map.of())), Company.read(jobs(Map.of())));
    }

    /** The shipped definitions with one file edited. */
    Basis edited(String file, String was, String is) {
        try {
            String text = Files.readString(Path.of("jobs", file));
            if (!text.contains(was)) {
                throw new AssertionError(file + " has no " + was);
            }
            Path edited = folder.resolve("edited-" + ++files);
            Files.writeString(edited, text.replace(was, is));
            Definitions jobs = jobs(Map.of(file, edited));
            return new Basis(Catalogue.read(jobs), Company.read(jobs));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Definitions jobs(Map<String, Path> edited) {
        Map<String, Path> paths = new HashMap<>();
        new Definitions("jobs", Path.of("jobs"))
                .all()
                .forEach(file -> paths.put(file, Path.of("jobs").resolve(file)));
        paths.putAll(edited);
        return new Definitions("jobs", paths);
    }

    /** What these figures of December are as known at a position, computed without any stage between. */
    List<Published> published(List<String> ids, Basis basis, Head known) {
        List<Published> published = new ArrayList<>();
        try (Connection own = engine.connect()) {
            lake.createViews(own, known.position());
            Figures figures = new Figures(
                    own,
                    basis.catalogue(),
                    basis.company().parameters(),
                    DECEMBER,
                    Figures.PAST,
                    LocalDateTime.ofInstant(known.recordedAt(), basis.company().zone()));
            figures.prepare();
            for (String id : ids) {
                Kpi kpi = basis.find(id).orElseThrow();
                for (Figure figure : figures.compute(kpi).figures()) {
                    if (figure.period().equals(DECEMBER)) {
                        published.add(new Published(
                                id,
                                figure.dimension(),
                                figure.member(),
                                figure.value(),
                                figure.numerator(),
                                figure.denominator(),
                                Line.status(kpi, figure).toString()));
                    }
                }
            }
            return published;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** A restatement of what was published as known at a position. */
    Restatement restate(List<String> ids, Basis then, Basis now, Head knownThen, Head knownNow) {
        return restate(ids, then, now, knownThen, knownNow, published(ids, then, knownThen));
    }

    Restatement restate(
            List<String> ids, Basis then, Basis now, Head knownThen, Head knownNow, List<Published> published) {
        return new Restater(
                        engine, lake, new Restater.Asked(DECEMBER, Figures.PAST, ids, then, now, knownThen, knownNow))
                .restate(published);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
        engine.close();
        database.destroy();
    }
}
