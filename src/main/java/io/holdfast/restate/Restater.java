package io.holdfast.restate;

import io.holdfast.kpi.Figure;
import io.holdfast.kpi.Kpi;
import io.holdfast.kpi.Line;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Load;
import io.holdfast.lake.Since;
import io.holdfast.lake.Sql;
import io.holdfast.ledger.Head;
import io.holdfast.period.Period;
import io.holdfast.restate.Restatement.RestatedLoad;
import io.holdfast.restate.Stage.Means;
import io.holdfast.restate.Stage.Place;
import io.holdfast.restate.TouchedRows.Touched;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Computes the figures of a run's period stage by stage, from what was known then to what is known now. */
public final class Restater {

    private static final String THEN = "evidence_then";
    private static final String RECORDED = "evidence_recorded";
    private static final String NOW = "evidence_now";

    private final Engine engine;
    private final Lake lake;
    private final Asked asked;
    private final Since since;

    /**
     * What is asked for.
     *
     * @param period of the run
     * @param trend how many periods before its own the run shows
     * @param ids of the figures that the run computed
     * @param then the definitions it had
     * @param now those of today
     * @param knownThen what it knew
     * @param knownNow what is known; not before that
     */
    public record Asked(
            Period period, int trend, List<String> ids, Basis then, Basis now, Head knownThen, Head knownNow) {}

    public Restater(Engine engine, Lake lake, Asked asked) {
        this.engine = engine;
        this.lake = lake;
        this.asked = asked;
        this.since =
                new Since(lake, asked.knownThen().position(), asked.knownNow().position());
    }

    /** @param published the run's numbers of its own period, as the records have them */
    public Restatement restate(List<Published> published) {
        try (Connection connection = engine.connect()) {
            lake.createViews(connection, asked.knownNow().position());
            since.create(connection);
            RecordedRows.create(connection);
            Map<Cause, Stage> stages = stages(Recorded.of(connection));
            return restatement(connection, stages, published);
        } catch (SQLException e) {
            throw new IllegalStateException("the engine's connection does not close", e);
        }
    }

    // A cause that changed nothing that figures could see has no stage of its own.
    private Map<Cause, Stage> stages(Recorded recorded) throws SQLException {
        LocalDateTime then = local(asked.knownThen(), asked.then());
        LocalDateTime now = local(asked.knownNow(), asked.then());
        long before = asked.knownThen().position();
        long after = asked.knownNow().position();
        Map<Cause, Stage> stages = new EnumMap<>(Cause.class);
        stages.put(
                Cause.PROGRAM,
                stage(view -> lake.createViews(view, before), means(asked.then(), then, before), Optional.of(THEN)));
        boolean came = recorded.came() > 0;
        boolean changed = recorded.changed() > 0;
        boolean gone = recorded.gone() > 0;
        if (came || !supplied(before).equals(supplied(after))) {
            stages.put(
                    Cause.ARRIVAL,
                    stage(since::createViewsWithArrivals, means(asked.then(), then, after), Optional.empty()));
        }
        if (came || changed) {
            stages.put(
                    Cause.CORRECTION,
                    gone
                            ? stage(
                                    since::createViewsWithoutDeletions,
                                    means(asked.then(), then, after),
                                    Optional.empty())
                            : stage(
                                    view -> lake.createViews(view, after),
                                    means(asked.then(), then, after),
                                    Optional.of(RECORDED)));
        }
        if (gone) {
            stages.put(
                    Cause.DELETION,
                    stage(
                            view -> lake.createViews(view, after),
                            means(asked.then(), then, after),
                            Optional.of(RECORDED)));
        }
        if (!now.equals(then)) {
            stages.put(
                    Cause.TIME,
                    stage(view -> lake.createViews(view, after), means(asked.then(), now, after), Optional.of(NOW)));
        }
        if (!asked.now().computesAs(asked.then())) {
            LocalDateTime today = local(asked.knownNow(), asked.now());
            stages.put(
                    Cause.DEFINITION,
                    stage(view -> lake.createViews(view, after), means(asked.now(), today, after), Optional.empty()));
        }
        return stages;
    }

    private Stage stage(Consumer<Connection> views, Means means, Optional<String> evidence) throws SQLException {
        // Each has a connection of its own: relations that one stage made must not be taken for another's.
        try (Connection connection = engine.connect()) {
            views.accept(connection);
            return Stage.of(connection, means, evidence);
        }
    }

    private Means means(Basis basis, LocalDateTime asOf, long position) {
        return new Means(basis, asked.ids(), asked.period(), asked.trend(), asOf, supplied(position));
    }

    private Map<Entity, Set<String>> supplied(long position) {
        Map<Entity, Set<String>> supplied = new EnumMap<>(Entity.class);
        for (Entity entity : Entity.values()) {
            supplied.put(entity, lake.supplied(entity, position));
        }
        return supplied;
    }

    private static LocalDateTime local(Head known, Basis basis) {
        return LocalDateTime.ofInstant(known.recordedAt(), basis.company().zone());
    }

    private Restatement restatement(Connection connection, Map<Cause, Stage> stages, List<Published> published) {
        List<RestatedFigure> figures = new ArrayList<>();
        Set<String> touching = new HashSet<>();
        List<Kpi> kpis = asked.ids().stream()
                .flatMap(id -> asked.then().find(id).stream())
                .toList();
        for (int i = 0; i < asked.ids().size(); i++) {
            Optional<Kpi> kpi = asked.then().find(asked.ids().get(i));
            if (kpi.isEmpty()) {
                continue;
            }
            String id = kpi.get().id();
            Touched touched = touched(connection, stages, kpi.get(), i);
            touched.rows().forEach(row -> touching.add(row.entity() + " " + row.key()));
            figures.add(figure(
                    kpi.get(),
                    stages,
                    published.stream().filter(one -> one.kpi().equals(id)).toList(),
                    touched));
        }
        Recorded recorded = Recorded.of(connection);
        return new Restatement(
                asked.knownThen(),
                asked.knownNow(),
                Change.between(asked.then(), asked.now(), kpis, asked.period()),
                List.copyOf(figures),
                loads(connection),
                recorded.came(),
                recorded.changed(),
                recorded.gone(),
                recorded.all() - touching.size());
    }

    private Touched touched(Connection connection, Map<Cause, Stage> stages, Kpi kpi, int number) {
        String then = Stage.evidence(THEN, number);
        boolean recorded = stages.containsKey(Cause.CORRECTION) || stages.containsKey(Cause.DELETION);
        String after = recorded ? Stage.evidence(RECORDED, number) : then;
        String now = stages.containsKey(Cause.TIME) ? Stage.evidence(NOW, number) : after;
        boolean computed =
                stages.values().stream().allMatch(stage -> !stage.leftOut().containsKey(kpi.id()));
        return computed && !now.equals(then)
                ? new TouchedRows(connection, kpi, asked.then().catalogue().text(kpi), asked.period())
                        .of(then, after, now)
                : new Touched(List.of(), 0, 0);
    }

    private RestatedFigure figure(Kpi kpi, Map<Cause, Stage> stages, List<Published> published, Touched touched) {
        Set<Place> places = new LinkedHashSet<>(List.of(Place.TOTAL));
        published.forEach(one -> places.add(new Place(one.dimension(), one.member())));
        stages.values()
                .forEach(stage -> places.addAll(
                        stage.figures().getOrDefault(kpi.id(), Map.of()).keySet()));
        List<RestatedValue> values = places.stream()
                .map(place -> value(kpi, place, stages, published))
                .filter(value -> value.touched() || value.dimension().equals(Figure.TOTAL))
                .toList();
        Stage last = stages.values().stream().reduce((earlier, later) -> later).orElseThrow();
        Optional<Published> whole = find(published, Place.TOTAL);
        Optional<Kpi> now = asked.now().find(kpi.id());
        Figure figure = last.figure(kpi.id(), Place.TOTAL).orElseGet(() -> nothing(asked.period()));
        @Nullable BigDecimal before = values.get(0).published();
        return new RestatedFigure(
                kpi,
                now,
                values,
                whole.map(Published::numerator).orElse(null),
                whole.map(Published::denominator).orElse(null),
                figure.numerator(),
                figure.denominator(),
                target(Optional.of(kpi)),
                target(now),
                whole.map(Published::status).orElseGet(Line.Status.NO_DATA::toString),
                Line.status(now.orElse(kpi), figure).toString(),
                Line.status(kpi, figure).toString(),
                last.leftOut().getOrDefault(kpi.id(), List.of()),
                touched.rows().stream()
                        .sorted(Comparator.comparing((RestatedRow row) -> row.weight(kpi, before))
                                .reversed()
                                .thenComparing(RestatedRow::entity)
                                .thenComparing(RestatedRow::key)
                                .thenComparing(RestatedRow::counted))
                        .toList(),
                touched.due(),
                touched.indirect());
    }

    private static RestatedValue value(Kpi kpi, Place place, Map<Cause, Stage> stages, List<Published> published) {
        @Nullable
        BigDecimal before = find(published, place).map(Published::figure).orElse(null);
        Map<Cause, Optional<BigDecimal>> values = new EnumMap<>(Cause.class);
        stages.forEach((cause, stage) -> values.put(cause, stage.value(kpi.id(), place)));
        List<Part> parts = Part.of(before, values);
        return new RestatedValue(
                place.dimension(),
                place.member(),
                before,
                parts.get(parts.size() - 1).figure(),
                parts);
    }

    private static Optional<Published> find(List<Published> published, Place place) {
        return published.stream()
                .filter(one -> one.dimension().equals(place.dimension())
                        && one.member().equals(place.member()))
                .findFirst();
    }

    private @Nullable BigDecimal target(Optional<Kpi> kpi) {
        return kpi.flatMap(Kpi::target).map(target -> target.in(asked.period())).orElse(null);
    }

    private static Figure nothing(Period period) {
        return new Figure(Figure.TOTAL, Figure.TOTAL, period, null, null, null, null, null, 0, 0);
    }

    private List<RestatedLoad> loads(Connection connection) {
        record Rows(long came, long changed, long gone) {}
        Map<Long, Rows> counts = Sql.query(
                        connection,
                        "select load_position, count(*) filter (kind_of_change = 'came'), count(*) filter (kind_of_change = 'changed'),"
                                + " count(*) filter (kind_of_change = 'gone') from " + RecordedRows.ROWS
                                + " group by load_position",
                        row -> Map.entry(row.getLong(1), new Rows(row.getLong(2), row.getLong(3), row.getLong(4))))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        List<Load> loads = lake.loads(asked.knownNow().position());
        return loads.stream()
                .filter(load -> load.position() > asked.knownThen().position())
                .map(load -> {
                    Rows rows = counts.getOrDefault(load.position(), new Rows(0, 0, 0));
                    return new RestatedLoad(load, rows.came(), rows.changed(), rows.gone());
                })
                .toList();
    }

    /** How many rows were recorded between the two positions. */
    private record Recorded(long came, long changed, long gone) {

        static Recorded of(Connection connection) {
            return new Recorded(
                    count(connection, Since.Kind.CAME),
                    count(connection, Since.Kind.CHANGED),
                    count(connection, Since.Kind.GONE));
        }

        private static long count(Connection connection, Since.Kind kind) {
            return Arrays.stream(Entity.values())
                    .mapToLong(entity -> Since.count(connection, entity, kind))
                    .sum();
        }

        long all() {
            return came + changed + gone;
        }
    }
}
