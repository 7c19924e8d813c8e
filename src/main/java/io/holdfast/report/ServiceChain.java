package io.holdfast.report;

import io.holdfast.kpi.RankCorrelation;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.sf.jasperreports.renderers.Renderable;
import org.jspecify.annotations.Nullable;

/**
 * The service-profit chain by branch: engaged staff serve well, customers so served are content, stay and bring more.
 * (J. L. Heskett and others, Putting the service-profit chain to work, 1994.) Each link is a figure of the run that has
 * branches; a link is judged by whether the branches stand in it as they stand in engaged staff. For templates.
 */
public final class ServiceChain {

    /** The figures of the chain, in its order. */
    static final List<String> FIGURES = List.of(
            "engaged-staff",
            "answer-time",
            "order-error-rate",
            "satisfaction",
            "retention-rate",
            "repeat-purchase-rate",
            "ltv");

    private static final String FEW = "too-few";

    /** From here on a correlation is spoken of, either way. */
    private static final BigDecimal CLEAR = new BigDecimal("0.5");

    /** Fewer branches than these prove nothing: of 20, chance gives 0.45 or more, either way, once in twenty times. */
    private static final int MANY = 20;

    /** A figure of the chain, with the company's value and that of each branch; {@code few} are those with too few cases to judge. */
    record Link(
            String kpi,
            String name,
            String unit,
            String better,
            String currency,
            @Nullable BigDecimal company,
            Map<String, BigDecimal> branches,
            Set<String> few) {

        /** Whether more of it is what one hopes for. */
        boolean up() {
            return !better.equals("down");
        }

        /** Branches from the best to the worst; those of one value in the order of their names. */
        List<String> ranked() {
            Comparator<String> byValue = Comparator.comparing(branches::get);
            return branches.keySet().stream()
                    .sorted(up() ? byValue.reversed() : byValue)
                    .toList();
        }
    }

    private final List<Link> links;
    private final Words words;

    private ServiceChain(List<Link> links, Words words) {
        this.links = links;
        this.words = words;
    }

    /** Reads the links of the run's own period that have a branch with a value; there may be none. */
    public static ServiceChain read(Connection mart, String runId, String language, Words words) throws SQLException {
        List<Link> links = new ArrayList<>();
        for (String kpi : FIGURES) {
            link(mart, runId, kpi, language, words).ifPresent(links::add);
        }
        return new ServiceChain(links, words);
    }

    private static Optional<Link> link(Connection mart, String runId, String kpi, String language, Words words)
            throws SQLException {
        Optional<Link> link = Optional.empty();
        try (PreparedStatement query = mart.prepareStatement("""
            select v.figure, coalesce(t.name, e.name, k.kpi), k.unit, coalesce(s.target, s.centre, v.figure), k.better,
                    r.currency, v.dimension, v.member, v.status
            from kpi_value v
            join run r on r.run_id = v.run_id and r.period = v.period
            join kpi k on k.run_id = v.run_id and k.kpi = v.kpi
            left join scorecard s on s.run_id = v.run_id and s.kpi = v.kpi
            left join kpi_text t on t.run_id = v.run_id and t.kpi = v.kpi and t.language = ?
            left join kpi_text e on e.run_id = v.run_id and e.kpi = v.kpi and e.language = 'en'
            where v.run_id = ? and v.kpi = ? and v.dimension in ('total', 'branch') and v.figure is not null
            order by v.dimension desc, v.member\
            """)) {
            query.setString(1, language);
            query.setString(2, runId);
            query.setString(3, kpi);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    BigDecimal figure = row.getBigDecimal(1);
                    boolean company = row.getString(7).equals("total");
                    Link known = link.isPresent()
                            ? link.get()
                            : new Link(
                                    kpi,
                                    row.getString(2),
                                    words.unit(row.getString(3), row.getBigDecimal(4)),
                                    row.getString(5),
                                    row.getString(6),
                                    company ? figure : null,
                                    new TreeMap<>(),
                                    new TreeSet<>());
                    link = Optional.of(known);
                    if (!company) {
                        known.branches().put(row.getString(8), figure);
                        if (row.getString(9).equals(FEW)) {
                            known.few().add(row.getString(8));
                        }
                    }
                }
            }
        }
        return link.filter(found -> !found.branches().isEmpty());
    }

    /** How many figures there are, that of engaged staff among them. */
    public int size() {
        return links.size();
    }

    public String kpi(int at) {
        return links.get(at).kpi();
    }

    public String name(int at) {
        return links.get(at).name();
    }

    /** What the figure stands for in the chain, such as service or loyalty. */
    public String stage(int at) {
        return words.say("chain.stage." + links.get(at).kpi());
    }

    public String company(int at) {
        Link link = links.get(at);
        return words.figure(link.company(), link.unit(), link.currency());
    }

    /** The value of a branch and a mark: better or worse than the company in the digits shown, or too few to judge. */
    public String branch(int at, String branch) {
        Link link = links.get(at);
        BigDecimal value = link.branches().get(branch);
        if (value == null) {
            return Words.NOTHING;
        }
        String way =
                link.company() == null ? "same" : words.way(value.subtract(link.company()), link.unit(), link.better());
        String mark =
                switch (link.few().contains(branch) ? FEW : way) {
                    case "better" -> "▲";
                    case "worse" -> "▼";
                    case FEW -> "○";
                    default -> "＝";
                };
        return words.figure(value, link.unit(), link.currency()) + " " + mark;
    }

    /**
     * How far the branches stand in a figure as they stand in engaged staff, from −1 to 1, with the sign turned where less
     * is better; 'none' where it cannot be said.
     */
    public String correlation(int at) {
        return correlated(at).map(found -> words.signed(found, "ratio")).orElse(Words.NOTHING);
    }

    /** How many figures go along with engaged staff and how many against it, over how many branches, and what that proves. */
    public String sentence() {
        int told = 0;
        int along = 0;
        int against = 0;
        for (int at = 1; at < links.size(); at++) {
            Optional<BigDecimal> found = correlated(at);
            told += found.isPresent() ? 1 : 0;
            along += found.filter(value -> value.compareTo(CLEAR) >= 0).isPresent() ? 1 : 0;
            against +=
                    found.filter(value -> value.negate().compareTo(CLEAR) >= 0).isPresent() ? 1 : 0;
        }
        int branches = links.isEmpty() ? 0 : links.get(0).branches().size();
        if (told == 0) {
            return words.say("chain.lead.none", branches);
        }
        String lead = words.say("chain.lead", branches, told, along, against);
        return branches < MANY ? lead + words.say("sentence.join") + words.say("chain.few", branches) : lead;
    }

    /** The rank of each branch in each figure, as lines through the chain. */
    public Renderable chart() {
        return new ChainChart(links, this::stage, words);
    }

    private Optional<BigDecimal> correlated(int at) {
        Link staff = links.get(0);
        Link link = links.get(at);
        List<BigDecimal> xs = new ArrayList<>();
        List<BigDecimal> ys = new ArrayList<>();
        staff.branches().forEach((branch, engaged) -> {
            BigDecimal value = link.branches().get(branch);
            if (value != null) {
                xs.add(engaged);
                ys.add(link.up() ? value : value.negate());
            }
        });
        return at == 0 ? Optional.empty() : RankCorrelation.of(xs, ys);
    }
}
