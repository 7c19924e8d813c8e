package io.holdfast.report;

import io.holdfast.kpi.Contribution;
import io.holdfast.period.Period;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say about a figure's latest value, in one sentence made from the mart alone: how far it moved since
 * the period before, for how many periods in a row it has missed its target or left its limits, and which member moved
 * it most that way. For templates.
 */
public final class Findings {

    /** The company as a whole, in the mart's words. */
    private static final String TOTAL = "total";

    private final Connection mart;
    private final String runId;
    private final String kpi;
    private final Words words;

    private Findings(Connection mart, String runId, String kpi, Words words) {
        this.mart = mart;
        this.runId = runId;
        this.kpi = kpi;
        this.words = words;
    }

    /**
     * The sentence; empty where the period has no value.
     *
     * @param name of the figure in the report's language
     */
    public static String sentence(Connection mart, String runId, String kpi, String name, Words words)
            throws SQLException {
        return new Findings(mart, runId, kpi, words).sentence(name);
    }

    /** The sentence as styled markup, with the figure's name in bold. */
    public static String styled(Connection mart, String runId, String kpi, String name, Words words)
            throws SQLException {
        String sentence = Words.escape(sentence(mart, runId, kpi, name, words));
        String bare = Words.escape(name);
        return sentence.startsWith(bare)
                ? "<style isBold=\"true\">" + bare + "</style>" + sentence.substring(bare.length())
                : sentence;
    }

    private record Line(
            String period,
            String unit,
            String currency,
            BigDecimal figure,
            @Nullable BigDecimal previous,
            String better,
            @Nullable BigDecimal lower,
            @Nullable BigDecimal upper,
            boolean concern) {

        /** Beyond the limit on the side that nobody wants; of a watched figure beyond either. */
        boolean outside(BigDecimal value) {
            boolean below = lower != null && value.compareTo(lower) < 0;
            boolean above = upper != null && value.compareTo(upper) > 0;
            return (below && !better.equals("down")) || (above && !better.equals("up"));
        }
    }

    private String sentence(String name) throws SQLException {
        Optional<Line> found = line();
        if (found.isEmpty()) {
            return "";
        }
        Line line = found.get();
        String figure = words.figure(line.figure(), line.unit(), line.currency());
        if (line.previous() == null) {
            return words.say("finding.first", name, figure) + runs(line) + words.say("finding.end");
        }
        BigDecimal change = line.figure().subtract(line.previous());
        int direction = words.direction(change, line.unit());
        String step = words.step(change, line.unit(), line.currency());
        String moved =
                switch (direction) {
                    case 1 -> words.say("finding.rose", name, step, figure);
                    case -1 -> words.say("finding.fell", name, step, figure);
                    default -> words.say("finding.stays", name, figure);
                };
        String mover = direction == 0 ? "" : mover(line, change);
        return moved + runs(line) + mover + words.say("finding.end");
    }

    private Optional<Line> line() throws SQLException {
        try (PreparedStatement query = mart.prepareStatement("""
            select r.period, k.unit, coalesce(s.target, s.centre, s.figure), r.currency, s.figure, s.previous, k.better,
                    s.lower_limit, s.upper_limit, s.variation
            from scorecard s join run r on r.run_id = s.run_id join kpi k on k.run_id = s.run_id and k.kpi = s.kpi
            where s.run_id = ? and s.kpi = ? and s.figure is not null\
            """)) {
            query.setString(1, runId);
            query.setString(2, kpi);
            try (ResultSet row = query.executeQuery()) {
                return row.next()
                        ? Optional.of(new Line(
                                row.getString(1),
                                words.unit(row.getString(2), row.getBigDecimal(3)),
                                row.getString(4),
                                row.getBigDecimal(5),
                                row.getBigDecimal(6),
                                row.getString(7),
                                row.getBigDecimal(8),
                                row.getBigDecimal(9),
                                "concern".equals(row.getString(10))))
                        : Optional.empty();
            }
        }
    }

    /** For how many periods up to this one it has missed its target, and for how many it has been beyond its limits. */
    private String runs(Line line) throws SQLException {
        long missed = 0;
        long outside = 0;
        long shown = 0;
        boolean missing = true;
        boolean leaving = true;
        try (PreparedStatement query = mart.prepareStatement("""
            select v.figure, v.status from kpi_value v join run r on r.run_id = v.run_id
            where v.run_id = ? and v.kpi = ? and v.dimension = 'total' and v.period_start <= r.period_start
            order by v.period_start desc\
            """)) {
            query.setString(1, runId);
            query.setString(2, kpi);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    shown++;
                    BigDecimal figure = rows.getBigDecimal(1);
                    missing &= "misses".equals(rows.getString(2));
                    leaving &= figure != null && line.outside(figure);
                    missed += missing ? 1 : 0;
                    outside += leaving ? 1 : 0;
                }
            }
        }
        List<String> clauses = new ArrayList<>();
        if (missed > 1) {
            String key = missed == shown ? "finding.missed.all" : "finding.missed";
            clauses.add(words.say(key, words.periods(line.period(), missed)));
        }
        if (outside > 1) {
            clauses.add(words.say("finding.outside", words.periods(line.period(), outside)));
        } else if (outside == 1) {
            clauses.add(words.say("finding.outside.now"));
        } else if (line.concern()) {
            clauses.add(words.say("finding.concern"));
        }
        return clauses.isEmpty() ? "" : words.say("finding.comma") + String.join(words.say("finding.and"), clauses);
    }

    private String mover(Line line, BigDecimal change) throws SQLException {
        List<Contribution> parts = contributions();
        if (parts.size() < 2) {
            return "";
        }
        Optional<Contribution> mover = Contribution.mover(parts, parts.get(0).dimension(), change.signum());
        if (mover.isEmpty() || words.direction(mover.get().total(), line.unit()) == 0) {
            return "";
        }
        Contribution part = mover.get();
        boolean all = part.total().abs().compareTo(change.abs()) >= 0;
        String said = words.say(
                all ? "finding.mover.all" : "finding.mover",
                words.part(part.dimension(), part.member()),
                words.step(part.total(), line.unit(), line.currency()));
        return part.mix().abs().compareTo(part.rate().abs()) > 0 ? said + weight(part) : said;
    }

    /** Those since the period before, of the branches; of a figure without them, of the first breakdown by its name. */
    private List<Contribution> contributions() throws SQLException {
        List<Contribution> parts = new ArrayList<>();
        try (PreparedStatement query = mart.prepareStatement("""
            select c.dimension, c.member, c.since, c.rate, c.mix from kpi_contribution c
            where c.run_id = ? and c.kpi = ?
                and c.since = (select max(v.period) from kpi_value v join run r on r.run_id = v.run_id
                    where v.run_id = c.run_id and v.kpi = c.kpi and v.dimension = 'total'
                        and v.period_start < r.period_start)
            order by case when c.dimension = 'branch' then 0 else 1 end, c.dimension, c.member\
            """)) {
            query.setString(1, runId);
            query.setString(2, kpi);
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    if (parts.isEmpty() || parts.get(0).dimension().equals(rows.getString(1))) {
                        parts.add(new Contribution(
                                rows.getString(1),
                                rows.getString(2),
                                Period.parse(rows.getString(3)),
                                rows.getBigDecimal(4),
                                rows.getBigDecimal(5)));
                    }
                }
            }
        }
        return parts;
    }

    /** Whether the member's weight in the whole grew or shrank: its denominator over the company's, then and now. */
    private String weight(Contribution part) throws SQLException {
        BigDecimal[] before = bases(part, part.since().toString());
        BigDecimal[] now = bases(part, null);
        int grown = now[0].multiply(before[1]).compareTo(before[0].multiply(now[1]));
        return grown == 0 ? "" : words.say(grown > 0 ? "finding.mover.grew" : "finding.mover.shrank");
    }

    /** @return the denominators of the member and of the company; 0 where it has none */
    private BigDecimal[] bases(Contribution part, @Nullable String period) throws SQLException {
        BigDecimal[] bases = {BigDecimal.ZERO, BigDecimal.ZERO};
        try (PreparedStatement query = mart.prepareStatement("""
            select v.dimension, v.denominator from kpi_value v join run r on r.run_id = v.run_id
            where v.run_id = ? and v.kpi = ? and v.period = coalesce(cast(? as varchar(10)), r.period)
                and (v.dimension = 'total' or (v.dimension = ? and v.member = ?))\
            """)) {
            query.setString(1, runId);
            query.setString(2, kpi);
            query.setString(3, period);
            query.setString(4, part.dimension());
            query.setString(5, part.member());
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    BigDecimal base = rows.getBigDecimal(2);
                    bases[rows.getString(1).equals(TOTAL) ? 1 : 0] = base == null ? BigDecimal.ZERO : base;
                }
            }
        }
        return bases;
    }
}
