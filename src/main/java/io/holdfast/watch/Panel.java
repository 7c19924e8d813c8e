package io.holdfast.watch;

import io.holdfast.job.AtWork;
import io.holdfast.job.Standing;
import io.holdfast.job.Standing.Result;
import io.holdfast.job.Standing.Tried;
import io.holdfast.schedule.Concern;
import io.holdfast.schedule.Outlook;
import io.holdfast.schedule.Outlook.Coming;
import io.holdfast.watch.Look.Mood;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/** An {@link Overview} as lines for a terminal. */
public final class Panel {

    private static final int BAR = 40;
    private static final int FINDINGS = 8;

    private static final DateTimeFormatter NOW = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Overview overview;
    private final Look look;

    private Panel(Overview overview, Look look) {
        this.overview = overview;
        this.look = look;
    }

    /** Draws it. */
    public static List<String> draw(Overview overview, Look look) {
        return new Panel(overview, look).lines();
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(look.paint(Mood.STRONG, overview.company()) + "  "
                + NOW.format(overview.now().atZone(overview.zone())) + " " + overview.zone());
        lines.add("");
        lines.addAll(jobs());
        overview.work().ifPresent(work -> {
            lines.add("");
            lines.addAll(atWork(work));
        });
        lines.add("");
        lines.addAll(foot());
        List<Concern> findings = overview.findings();
        if (!findings.isEmpty()) {
            lines.add("");
            findings.stream().limit(FINDINGS).forEach(finding -> lines.add(look.paint(mood(finding), finding.line())));
            if (findings.size() > FINDINGS) {
                lines.add("and " + (findings.size() - FINDINGS) + " more: holdfast doctor");
            }
        }
        return lines;
    }

    private List<String> jobs() {
        Table table = new Table(look);
        table.head("job", "last run", "ended", "began", "took", "usually", "next");
        TreeSet<String> names = new TreeSet<>();
        overview.outlooks().forEach(outlook -> names.add(outlook.job()));
        overview.standing().jobs().forEach(job -> names.add(job.name()));
        for (String name : names) {
            Optional<Outlook> outlook = overview.outlooks().stream()
                    .filter(known -> known.job().equals(name))
                    .findFirst();
            Optional<Standing.Job> job = overview.standing().job(name);
            Optional<Tried> last = job.map(Standing.Job::last);
            table.row(
                    mark(name, last),
                    name,
                    last.map(run -> run.period().toString()).orElse(""),
                    last.map(Panel::ended).orElse("never ran"),
                    last.map(run -> Spans.moment(run.begun(), overview.now(), overview.zone()))
                            .orElse(""),
                    last.filter(run -> run.result() != Result.DIED)
                            .map(run -> Spans.span(run.took()))
                            .orElse(""),
                    outlook.flatMap(Outlook::usual).map(Spans::span).orElse(""),
                    outlook.map(this::next).orElse("no such file in jobs/"));
        }
        return table.lines();
    }

    private Table.Mark mark(String name, Optional<Tried> last) {
        if (overview.work().filter(work -> work.job().equals(name)).isPresent()) {
            return new Table.Mark(look.either("▶", ">"), Mood.STRONG);
        }
        if (overview.findings().stream()
                .anyMatch(finding -> finding.job().equals(name) && finding.kind() == Concern.Kind.LATE)) {
            return new Table.Mark(look.either("⧗", "L"), Mood.BAD);
        }
        return last.map(run -> switch (run.result()) {
                    case DONE -> new Table.Mark(look.either("✓", "+"), Mood.GOOD);
                    case WARNINGS, STOPPED -> new Table.Mark("!", Mood.CARE);
                    default -> new Table.Mark(look.either("✗", "x"), Mood.BAD);
                })
                .orElse(new Table.Mark(look.either("·", "."), Mood.FAINT));
    }

    private static String ended(Tried run) {
        return switch (run.result()) {
            case DONE -> "done";
            case WARNINGS -> run.warnings() + (run.warnings() == 1 ? " warning" : " warnings");
            case FAILED -> "failed";
            case DEFINITION -> "wrong definition";
            case DATA_GATE -> "data refused";
            case STOPPED -> "stopped";
            case DIED -> "process died";
        };
    }

    private String next(Outlook outlook) {
        boolean works =
                overview.work().filter(work -> work.job().equals(outlook.job())).isPresent();
        if (!outlook.waiting().isEmpty() && !works) {
            return "late since " + Spans.moment(outlook.waiting().get(0).due(), overview.now(), overview.zone());
        }
        return outlook.next()
                .map(next -> Spans.moment(next.due(), overview.now(), overview.zone()))
                .orElse("by hand");
    }

    private List<String> atWork(AtWork work) {
        Duration elapsed = Duration.between(work.begun(), overview.now());
        String counted = work.of() > 0 ? ", " + work.what() + " " + work.done() + " of " + work.of() : "";
        String head = look.paint(Mood.STRONG, work.run()) + " at work for " + Spans.span(elapsed)
                + (work.step().isEmpty() ? "" : ", step " + work.step() + counted);
        Optional<Outlook> outlook = overview.outlooks().stream()
                .filter(known -> known.job().equals(work.job()))
                .findFirst();
        String forecast = outlook.flatMap(Outlook::usual)
                .map(usual -> forecast(work.begun(), elapsed, usual))
                .orElse("how long it takes cannot be told before its first run is done");
        String deadline = outlook.stream()
                .flatMap(known -> known.waiting().stream())
                .filter(due -> due.period().equals(work.period()))
                .map(Coming::deadline)
                .flatMap(Optional::stream)
                .findFirst()
                .map(by -> by.isBefore(overview.now())
                        ? look.paint(Mood.BAD, ", late: due by " + Spans.moment(by, overview.now(), overview.zone()))
                        : ", due by " + Spans.moment(by, overview.now(), overview.zone()))
                .orElse("");
        return List.of(head, forecast + deadline);
    }

    // A median says when half of all runs are done; none is shown as complete before it is.
    private String forecast(Instant begun, Duration elapsed, Duration usual) {
        double share = Math.min(0.99, (double) elapsed.toMillis() / Math.max(1, usual.toMillis()));
        return look.bar(share, BAR) + " "
                + (elapsed.compareTo(usual) > 0
                        ? look.paint(Mood.CARE, "longer than the usual " + Spans.span(usual))
                        : Look.percent(share) + " of the usual " + Spans.span(usual) + ", done at about "
                                + Spans.time(begun.plus(usual), overview.zone()));
    }

    private List<String> foot() {
        double used = overview.size() == 0 ? 0 : 1 - (double) overview.free() / overview.size();
        return List.of(
                "ledger  "
                        + (overview.standing().position() == 0
                                ? "empty"
                                : "entry " + overview.standing().position() + ", "
                                        + Spans.moment(
                                                overview.standing().recordedAt(), overview.now(), overview.zone())),
                "disk    " + look.bar(used, BAR / 2) + " " + Spans.size(overview.free()) + " free of "
                        + Spans.size(overview.size()));
    }

    private static Mood mood(Concern finding) {
        return finding.kind() == Concern.Kind.NEVER_RAN ? Mood.CARE : Mood.BAD;
    }
}
