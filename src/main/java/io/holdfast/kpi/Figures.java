package io.holdfast.kpi;

import io.holdfast.lake.Entity;
import io.holdfast.lake.LakeException;
import io.holdfast.lake.Sql;
import io.holdfast.period.Period;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Computes figures for a period and the trend before it, on a connection that has the entities as known at the run's
 * ledger position. What figures may read besides: {@code periods}, {@code parameters}, and the catalogue's relations.
 */
public final class Figures {

    /** How many periods before its own a figure is shown for, unless a job says otherwise. */
    public static final int PAST = 24;

    /** The columns of {@code parameters} that the run itself gives. */
    static final Set<String> GIVEN = Set.of("as_of", "as_of_day", "first_day", "last_day");

    private static final Pattern LINE = Pattern.compile("LINE (\\d+):");

    private final Connection connection;
    private final Period period;
    private final List<Period> trend;
    private final List<Period> periods;
    private final Relations relations;
    private final Map<String, String> parameters = new TreeMap<>();

    /**
     * @param parameters the company's own numbers, which a figure's parameters may replace
     * @param past how many periods before its own figures are shown for
     * @param asOf when the ledger position was recorded, in the business's zone: what is promised after it is not due
     */
    public Figures(
            Connection connection,
            Catalogue catalogue,
            Map<String, BigDecimal> parameters,
            Period period,
            int past,
            LocalDateTime asOf) {
        this.connection = connection;
        this.period = period;
        this.trend = period.withPast(past);
        // Of days and weeks the trend is shorter than a year.
        this.periods = Stream.concat(Stream.of(period.yearBefore()), trend.stream())
                .distinct()
                .sorted()
                .toList();
        this.relations = new Relations(connection, catalogue.relations(), () -> createParameters(this.parameters));
        parameters.forEach((name, number) -> this.parameters.put(name, number.toPlainString()));
        this.parameters.put("as_of_day", "date '" + asOf.toLocalDate() + "'");
        this.parameters.put(
                "as_of", "timestamp '" + asOf.format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss")) + "'");
        this.parameters.put("first_day", "date '" + periods.get(0).start() + "'");
        this.parameters.put("last_day", "date '" + period.end() + "'");
    }

    /** Creates what every query may read; the catalogue's relations follow when they are needed. */
    public void prepare() {
        PeriodRows.create(connection, periods);
        createParameters(parameters);
    }

    /** Creates every relation of the catalogue. */
    void prepareAll() {
        prepare();
        relations.all();
    }

    /** What a figure lacks to be computed: columns that no load supplies, or a longer period. Empty where it lacks nothing. */
    public static List<String> missing(Kpi kpi, Map<Entity, Set<String>> supplied, Period period) {
        if (period.grain().compareTo(kpi.smallest()) < 0) {
            return List.of("a period of a " + kpi.smallest() + " or more");
        }
        return Supplied.missing(kpi.needs(), supplied);
    }

    /** Computes one figure. */
    public Result compute(Kpi kpi) {
        Evidence evidence = understood(kpi);
        EvidenceQuery.Sums sums;
        try {
            sums = new EvidenceQuery(kpi, evidence, period).run(connection, periods);
        } catch (LakeException e) {
            throw problem(kpi, e);
        }
        Line line = Line.of(
                kpi, period, sums.figures().stream().filter(Figure::isTotal).toList());
        List<Contribution> contributions = Stream.of(period.previous(), period.yearBefore())
                .distinct()
                .flatMap(since -> Contribution.of(kpi.measure(), sums.figures(), since, period).stream())
                .toList();
        Map<String, List<Figure>> also = new LinkedHashMap<>();
        sums.also().forEach((name, figures) -> also.put(name, inTrend(figures)));
        return new Result(
                kpi,
                line,
                inTrend(sums.figures()),
                also,
                contributions,
                YearReview.of(kpi, period, inTrend(sums.figures())),
                sums.excluded());
    }

    /** What is wrong with a figure that was computed: a share that is none. */
    public Optional<Doubt> doubt(Result result) {
        Figure figure = result.line().figure();
        String condition = Doubt.condition(result.kpi(), figure);
        if (condition.isEmpty()) {
            return Optional.empty();
        }
        String first = understood(result.kpi()).first(List.of(period), condition, 3);
        return Optional.of(new Doubt(result.kpi(), figure, Sql.query(connection, first, row -> row.getString("id"))));
    }

    /** One figure of the run's period alone: the whole and its parts. */
    public List<Figure> ofPeriod(Kpi kpi) {
        Evidence evidence = understood(kpi);
        try {
            return new EvidenceQuery(kpi, evidence, period)
                    .run(connection, List.of(period))
                    .figures();
        } catch (LakeException e) {
            throw problem(kpi, e);
        }
    }

    /**
     * The statement that yields the rows behind a figure's value in the run's period, in a total order.
     *
     * @param where member by column of its breakdowns or of its query, as reports call it
     */
    public String evidence(Kpi kpi, Map<String, String> where) {
        return evidence(kpi, period, where);
    }

    /**
     * The statement that yields the rows behind a point of a figure's trend, in a total order.
     *
     * @param of the run's period, or one of those before it
     * @param where member by column of its breakdowns or of its query, as reports call it
     */
    public String evidence(Kpi kpi, Period of, Map<String, String> where) {
        return understood(kpi).rows(of, where);
    }

    /** Which members a figure's rows of a period have in a column, in their order. */
    public List<String> members(Kpi kpi, Period of, String column) {
        return Sql.query(
                connection,
                "select distinct " + column + " from (\n" + evidence(kpi, of, Map.of())
                        + "\n) as evidence order by 1 nulls last",
                row -> row.getString(1) == null ? Evidence.NOT_RECORDED : row.getString(1));
    }

    /** What the engine said about a figure's query, with its file. */
    public static DefinitionException problem(Kpi kpi, LakeException e) {
        return problem(kpi.sqlFile(), kpi.sql(), 0, e);
    }

    /** The value that rows of {@link #evidence} make; null where none counts. */
    public @Nullable BigDecimal value(Kpi kpi, String evidence) {
        Measure measure = kpi.measure();
        return Sql.query(
                        connection,
                        "select " + measure.sums("sum") + " from (\n" + evidence + "\n) as evidence",
                        row -> {
                            List<@Nullable BigDecimal> sums = new ArrayList<>();
                            for (int i = 0; i < measure.size(); i++) {
                                sums.add(row.getBigDecimal("sum_" + i));
                            }
                            return Optional.ofNullable(measure.of(sums).value());
                        })
                .get(0)
                .orElse(null);
    }

    /** Creates what one figure's query reads: the relations it uses, and the parameters as it sees them. */
    public void prepare(Kpi kpi) {
        relations.neededBy(kpi.sql());
        createParameters(kpi);
    }

    private Evidence understood(Kpi kpi) {
        prepare(kpi);
        Evidence evidence = Evidence.of(connection, kpi, relations);
        // A relation that is looked up may have been made in between, with the company's parameters.
        createParameters(kpi);
        return evidence;
    }

    private List<Figure> inTrend(List<Figure> figures) {
        return figures.stream()
                .filter(figure -> trend.contains(figure.period()))
                .toList();
    }

    private void createParameters(Kpi kpi) {
        Map<String, String> own = new LinkedHashMap<>(parameters);
        kpi.parameters().forEach((name, number) -> own.put(name, number.toPlainString()));
        createParameters(own);
    }

    /**
     * The key accounts; the catalogue must have their relation.
     *
     * @param supplied what the loads supply: what nobody records is not counted as none
     */
    public KeyAccounts keyAccounts(Map<Entity, Set<String>> supplied) {
        return listed(List.of(KeyAccounts.RELATION), () -> KeyAccounts.of(connection, supplied));
    }

    /** The complaints of the period; the catalogue must have their relations. */
    public Complaints complaints(Map<Entity, Set<String>> supplied) {
        return listed(Complaints.RELATIONS, () -> Complaints.of(connection, period, supplied));
    }

    /** What a morning has to know of the period's last day; the catalogue must have its relations. */
    public DayBrief day(Map<Entity, Set<String>> supplied) {
        BigDecimal standard = new BigDecimal(parameters.getOrDefault("answer_standard_hours", "24"));
        return listed(DayBrief.RELATIONS, () -> DayBrief.of(connection, period.end(), standard, supplied));
    }

    /** The accounts that the period won and lost; the catalogue must have their relation. */
    public YearAccounts yearAccounts() {
        return listed(List.of(YearAccounts.RELATION), () -> YearAccounts.of(connection));
    }

    /**
     * The answers in one word; the catalogue must have their relation.
     *
     * @param jobs the tree with the words that say nothing
     */
    public OneWords oneWords(Definitions jobs) {
        return listed(List.of(OneWords.RELATION), () -> OneWords.of(connection, jobs));
    }

    /** Creates these relations of the catalogue, for queries of others. */
    public void need(List<String> names) {
        relations.neededBy(String.join(" ", names));
    }

    private <T> T listed(List<String> from, Supplier<T> list) {
        need(from);
        try {
            return list.get();
        } catch (LakeException e) {
            throw problem(from.stream().map(Relations::file).collect(Collectors.joining(", ")), "", 0, e);
        }
    }

    /** Results in the order of a scorecard: exceptions first, then as given. */
    public static List<Result> exceptionsFirst(List<Result> results) {
        return results.stream()
                .sorted(Comparator.comparing(Result::line, Line.EXCEPTIONS_FIRST))
                .toList();
    }

    private void createParameters(Map<String, String> values) {
        Sql.run(
                connection,
                "create or replace temp view parameters as select "
                        + values.entrySet().stream()
                                .map(value -> value.getValue() + " as " + value.getKey())
                                .collect(Collectors.joining(", ")));
    }

    /**
     * What the engine said about a file's query, in a person's words.
     *
     * @param linesBefore lines of the statement before the query; 0 where its lines are not those of the file
     */
    static DefinitionException problem(String file, String sql, int linesBefore, LakeException e) {
        String message = String.valueOf(e.getMessage());
        Matcher place = LINE.matcher(message);
        int line = place.find() ? Math.max(0, Integer.parseInt(place.group(1)) - linesBefore) : 0;
        return new DefinitionException(file, linesBefore == 0 ? 0 : line, QueryWords.of(sql, message));
    }
}
