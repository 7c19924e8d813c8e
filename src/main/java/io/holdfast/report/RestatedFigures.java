package io.holdfast.report;

import io.holdfast.report.RestatedLines.Line;
import io.holdfast.report.RestatedLines.Part;
import io.holdfast.restate.Cause;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What there is to say about a figure that was restated, made from the mart alone: what it was, what it is, and by what. For
 * templates, and for the command's own answer.
 */
public final class RestatedFigures {

    /** Rows of each figure that the report has room for. */
    private static final int SHOWN = 10;

    private final RestatedLines mart;
    private final Words words;

    private RestatedFigures(Connection mart, String runId, Words words) {
        this.mart = new RestatedLines(mart, runId, words);
        this.words = words;
    }

    /** The sentences on one figure; empty where there is nothing to say of it. */
    public static String sentence(Connection mart, String runId, String kpi, Words words) throws SQLException {
        RestatedFigures figures = new RestatedFigures(mart, runId, words);
        List<String> said = new ArrayList<>();
        for (Line line : figures.mart.lines(kpi)) {
            said.add(figures.sentence(line));
        }
        return String.join("\n", said);
    }

    /** The sentences as styled markup, with the figure's name in bold where they begin with it. */
    public static String styled(Connection mart, String runId, String kpi, String name, Words words)
            throws SQLException {
        String said = Words.escape(sentence(mart, runId, kpi, words));
        String bare = Words.escape(name);
        return said.startsWith(bare)
                ? "<style isBold=\"true\">" + bare + "</style>" + said.substring(bare.length())
                : said;
    }

    /** What a reader must know first: figures that this program computes otherwise from what was recorded. */
    public static String otherwise(Connection mart, String runId, Words words) throws SQLException {
        RestatedFigures figures = new RestatedFigures(mart, runId, words);
        List<String> names = new ArrayList<>();
        for (Line line : figures.mart.lines("")) {
            Part program = figures.mart.causes(line.kpi()).get(0);
            if (program.moved()) {
                names.add(line.name());
            }
        }
        return words.say("restated.otherwise", String.join(words.say("restated.names"), names));
    }

    /**
     * What a cause made of a value, for the cell of a table.
     *
     * @param word {@code first} where it gave the value, {@code lost} where it took it
     */
    public static String part(@Nullable BigDecimal part, @Nullable String word, String unit, Words words) {
        if (word != null) {
            return words.say("restated.part." + word);
        }
        return part == null || part.signum() == 0 ? Words.NOTHING : words.signed(part, unit);
    }

    /**
     * What a row of the evidence adds to a figure.
     *
     * @param state {@code absent}, {@code counted}, or why it does not count
     */
    public static String share(
            String state,
            @Nullable BigDecimal hit,
            @Nullable BigDecimal base,
            @Nullable BigDecimal otherHit,
            @Nullable BigDecimal otherBase,
            Words words) {
        return switch (state) {
            case "absent" -> words.say("restated.share.absent");
            case "counted" ->
                otherBase != null
                        ? words.say(
                                "restated.share.ratios",
                                words.number(hit),
                                words.number(base),
                                words.number(otherHit),
                                words.number(otherBase))
                        : base != null
                                ? words.say("restated.share.ratio", words.number(hit), words.number(base))
                                : words.number(hit);
            default -> words.code("excluded", state);
        };
    }

    /** What there is to say below the rows of a figure: how many more there are, and what moved it besides them. */
    public static String besides(long touching, long due, long indirect, Words words) {
        List<String> said = new ArrayList<>();
        if (touching == 0 && due == 0 && indirect == 0) {
            said.add(words.say("restated.touching.none"));
        }
        if (touching > SHOWN) {
            said.add(words.say("restated.touching.more", touching - SHOWN));
        }
        if (due > 0) {
            said.add(words.say("restated.touching.due", due));
        }
        if (indirect > 0) {
            said.add(words.say("restated.touching.indirect", indirect));
        }
        return String.join(words.say("restated.between"), said);
    }

    /** The sentences on every figure that has some, in the order of the scorecard. */
    static List<String> sentences(Connection mart, String runId, Words words) throws SQLException {
        RestatedFigures figures = new RestatedFigures(mart, runId, words);
        List<String> said = new ArrayList<>();
        for (Line line : figures.mart.lines("")) {
            said.add(figures.sentence(line));
        }
        said.removeIf(String::isEmpty);
        return said;
    }

    private String sentence(Line line) throws SQLException {
        List<String> said = new ArrayList<>();
        if (line.moved()) {
            said.add(moved(line));
        } else if (line.partsMoved() > 0) {
            said.add(words.say(
                    "restated.parts",
                    line.name(),
                    words.period(line.period()),
                    text(line, line.figure()),
                    line.partsMoved()));
        }
        if (line.otherTarget()) {
            said.add(target(line, said.isEmpty()));
        } else if (!line.status().equals(line.statusThen())) {
            said.add(words.say(
                    "restated.status", words.code("status", line.statusThen()), words.code("status", line.status())));
        }
        return String.join(words.say("restated.between"), said);
    }

    private String moved(Line line) throws SQLException {
        String parts = String.join(words.say("restated.join"), parts(line));
        String because = line.leftOut().isEmpty() ? parts : words.say("restated.leftOut", line.leftOut());
        if (line.published() == null || line.figure() == null) {
            return words.say(
                    line.published() == null ? "restated.first" : "restated.lost",
                    line.name(),
                    words.period(line.period()),
                    text(line, line.published() == null ? line.figure() : line.published()),
                    because);
        }
        boolean shown = words.direction(line.figure().subtract(line.published()), line.unit()) != 0;
        return words.say(
                shown ? "restated.moved" : "restated.hardly",
                line.name(),
                words.period(line.period()),
                text(line, line.published()),
                text(line, line.figure()),
                because);
    }

    private List<String> parts(Line line) throws SQLException {
        Map<Cause, Map<String, Long>> touching = mart.touching(line.kpi());
        List<String> parts = new ArrayList<>();
        for (Part part : mart.causes(line.kpi())) {
            if (part.moved()) {
                parts.add(part(line, part, touching));
            }
        }
        return parts;
    }

    private String part(Line line, Part part, Map<Cause, Map<String, Long>> touching) {
        String much = much(line, part);
        String cause = part.cause().toString();
        return switch (part.cause()) {
            case PROGRAM, DEFINITION -> words.say("restated.by." + cause, much);
            case TIME -> words.say("restated.by." + cause, much, line.due());
            case ARRIVAL, CORRECTION, DELETION -> {
                Map<String, Long> rows = touching.getOrDefault(part.cause(), Map.of());
                List<String> counts = rows.entrySet().stream()
                        .map(entity -> words.say("restated.count." + entity.getKey(), entity.getValue()))
                        .toList();
                long all = rows.values().stream().mapToLong(Long::longValue).sum();
                yield all == 0
                        ? words.say("restated.by." + cause + ".elsewhere", much)
                        : words.say("restated.by." + cause, much, String.join(words.say("restated.and"), counts), all);
            }
        };
    }

    private String much(Line line, Part part) {
        if (part.part() == null) {
            return words.say(part.figure() == null ? "restated.novalue" : "restated.firstvalue");
        }
        int direction = words.direction(part.part(), line.unit());
        return direction == 0
                ? words.say("restated.trace", part.part().signum())
                : (direction > 0 ? "+" : "−") + words.step(part.part(), line.unit(), line.currency());
    }

    private String target(Line line, boolean alone) {
        String both = line.status().equals(line.statusByOldTarget())
                ? words.say("restated.target.same", words.code("status", line.status()))
                : words.say(
                        "restated.target.other",
                        words.code("status", line.statusByOldTarget()),
                        words.code("status", line.status()));
        return words.say(
                alone ? "restated.target.alone" : "restated.target",
                text(line, line.targetThen()),
                text(line, line.target()),
                both,
                line.name(),
                words.period(line.period()),
                text(line, line.figure()));
    }

    private String text(Line line, @Nullable BigDecimal figure) {
        return figure == null ? words.say("restated.none") : words.figure(figure, line.unit(), line.currency());
    }
}
