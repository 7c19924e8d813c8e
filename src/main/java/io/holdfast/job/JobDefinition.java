package io.holdfast.job;

import io.holdfast.archive.AuditSettings;
import io.holdfast.deliver.Addressees;
import io.holdfast.deliver.DeliverySettings;
import io.holdfast.kpi.Figures;
import io.holdfast.period.Grain;
import io.holdfast.review.Reviewed;
import io.holdfast.source.Database;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Meeting;
import io.holdfast.workspace.YamlMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A job as operations write it: {@code jobs/NAME.yml}.
 *
 * @param name of its file
 * @param file for messages
 * @param grain what one run is about
 * @param trend how many periods before its own figures are shown for
 * @param steps in the order they run
 */
public record JobDefinition(String name, String file, Grain grain, int trend, List<StepDefinition> steps) {

    /** Files in the same folder that are no jobs. */
    private static final Set<String> OTHERS = Set.of(
            "company.yml",
            "calendar.yml",
            Meeting.FILE,
            AuditSettings.FILE,
            RetentionPolicy.FILE,
            Database.FILE,
            DeliverySettings.FILE);

    /** Steps that begin a run's results. */
    private static final List<String> BEGIN = List.of("figures", "brief", "year");

    private static final int MOST_PERIODS = 120;
    private static final int LARGEST = 100;
    private static final int MOST_ITEMS = 100_000;

    /** One step of a job. */
    public sealed interface StepDefinition {

        /** Takes in every source, or those named. */
        record Extract() implements StepDefinition {}

        /** Computes figures. */
        record Figures(List<String> ids) implements StepDefinition {}

        /** Computes figures of a day, and what the morning after it has to know. */
        record Brief(List<String> ids) implements StepDefinition {}

        /** Computes figures of a year and of its months, and what else there is to say of it. */
        record Year(List<String> ids) implements StepDefinition {}

        /** Scores every customer, with these settings. */
        record Churn(String settings) implements StepDefinition {}

        /**
         * Renders a report in every language of the company.
         *
         * @param also what its tables are written as beside it
         */
        record Report(String template, List<Tables> also) implements StepDefinition {}

        /**
         * Renders a report for each of many, in every language of the company.
         *
         * @param largest how many customers count as key accounts
         * @param also what the tables of each are written as beside it
         */
        record Burst(String template, Reviewed each, int largest, List<Tables> also) implements StepDefinition {}
    }

    /** What the tables of a report are written as. */
    public enum Tables {
        /** A workbook, in the report's language. */
        XLSX("xlsx"),
        /** A ZIP of a file for each, for programs. */
        CSV("zip");

        private final String ending;

        Tables(String ending) {
            this.ending = ending;
        }

        /** Of the file's name, without its point. */
        String ending() {
            return ending;
        }
    }

    /** The reports that it makes. */
    public List<String> reports() {
        return steps.stream()
                .flatMap(step -> step instanceof StepDefinition.Report report
                        ? Stream.of(report.template())
                        : step instanceof StepDefinition.Burst burst ? Stream.of(burst.template()) : Stream.of())
                .distinct()
                .toList();
    }

    /** What it makes a report for each of; empty for a report in one file. */
    Set<Reviewed> each(String report) {
        return steps.stream()
                .flatMap(step -> step instanceof StepDefinition.Burst burst
                                && burst.template().equals(report)
                        ? Stream.of(burst.each())
                        : Stream.of())
                .collect(Collectors.toSet());
    }

    /** The names of all jobs of a tree. */
    public static List<String> names(Definitions jobs) {
        return jobs.list("", ".yml").stream()
                .filter(file -> !OTHERS.contains(file))
                .map(file -> file.replaceFirst("\\.yml$", ""))
                .toList();
    }

    /** Reads a job. */
    public static JobDefinition read(Definitions jobs, String name) {
        String file = name + ".yml";
        if (!names(jobs).contains(name)) {
            throw new DefinitionException(
                    jobs.origin(file),
                    0,
                    "is not there; jobs here: " + names(jobs).stream().collect(Collectors.joining(", ")));
        }
        YamlMap yaml = YamlMap.read(jobs, file)
                .only("period", "trend", "steps", "schedule", Addressees.DELIVER, Addressees.NOTIFY);
        if (yaml.maps("steps").isEmpty()) {
            throw yaml.problem("steps", "a job needs at least one step; write steps: with '- extract: all' below it");
        }
        List<StepDefinition> steps = new ArrayList<>();
        for (YamlMap step : yaml.maps("steps")) {
            boolean scored = has(steps, StepDefinition.Churn.class);
            boolean begun = steps.stream().anyMatch(JobDefinition::begins);
            StepDefinition read = step(step);
            if (read instanceof StepDefinition.Burst burst) {
                check(burst, steps, yaml, step);
            }
            steps.add(read);
            String begins = BEGIN.stream().filter(step::has).findFirst().orElse("");
            if (scored && !begins.isEmpty()) {
                throw step.problem(begins, begins + " begins the run's results; put this step before '- churn: …'");
            }
            if (begun && !begins.isEmpty()) {
                throw step.problem(
                        begins, "the run's results have begun above; have one of " + BEGIN + " in a job, and once");
            }
            if (scored && step.has("churn")) {
                throw step.problem("churn", "a job scores once; make another job for other settings");
            }
        }
        Grain grain = grain(yaml);
        if (grain != Grain.DAY && has(steps, StepDefinition.Brief.class)) {
            throw yaml.problem("period", "a brief is about a day, but 'period' is " + grain + "; write period: day");
        }
        if (grain != Grain.YEAR && has(steps, StepDefinition.Year.class)) {
            throw yaml.problem("period", "'year' is about a year, but 'period' is " + grain + "; write period: year");
        }
        if (has(steps, StepDefinition.Year.class) && has(steps, StepDefinition.Churn.class)) {
            throw yaml.problem("steps", "'year' tells who stayed without scores; score in a job of its own");
        }
        return new JobDefinition(name, jobs.origin(file), grain, trend(yaml), List.copyOf(steps));
    }

    private static boolean begins(StepDefinition step) {
        return step instanceof StepDefinition.Figures
                || step instanceof StepDefinition.Brief
                || step instanceof StepDefinition.Year;
    }

    private static boolean has(List<StepDefinition> steps, Class<? extends StepDefinition> kind) {
        return steps.stream().anyMatch(kind::isInstance);
    }

    private static Grain grain(YamlMap yaml) {
        return Grain.parse(yaml.oneOf("period", "", "day", "week", "month", "quarter", "year"));
    }

    private static int trend(YamlMap yaml) {
        long trend = yaml.wholeNumber("trend", 1, Figures.PAST);
        if (trend > MOST_PERIODS) {
            throw yaml.problem("trend", "'trend' is " + trend + "; write " + MOST_PERIODS + " periods at most");
        }
        return (int) trend;
    }

    // The reviews of one kind are in the mart once.
    private static void check(StepDefinition.Burst burst, List<StepDefinition> before, YamlMap job, YamlMap step) {
        if (!Set.of(Grain.MONTH, Grain.QUARTER, Grain.YEAR).contains(grain(job))) {
            throw step.problem(
                    "for-each",
                    "reviews tell of months, this job is about a " + grain(job) + "; write 'period: month' (or quarter,"
                            + " year) in a job of its own");
        }
        if (before.stream()
                .anyMatch(other -> other instanceof StepDefinition.Burst same && same.each() == burst.each())) {
            throw step.problem(
                    "for-each",
                    "this job has reviews for each " + burst.each() + " already; make another job for these");
        }
    }

    private static StepDefinition step(YamlMap yaml) {
        yaml.only("extract", "figures", "brief", "year", "churn", "report", "also", "for-each", "largest");
        List<StepDefinition> steps = new ArrayList<>();
        if (yaml.has("extract")) {
            yaml.oneOf("extract", "all", "all");
            steps.add(new StepDefinition.Extract());
        }
        if (yaml.has("figures")) {
            steps.add(new StepDefinition.Figures(yaml.texts("figures")));
        }
        if (yaml.has("brief")) {
            steps.add(new StepDefinition.Brief(yaml.texts("brief")));
        }
        if (yaml.has("year")) {
            steps.add(new StepDefinition.Year(yaml.texts("year")));
        }
        if (yaml.has("churn")) {
            steps.add(new StepDefinition.Churn(yaml.text("churn")));
        }
        if (yaml.has("report")) {
            steps.add(yaml.has("for-each") ? burst(yaml) : new StepDefinition.Report(yaml.text("report"), also(yaml)));
        }
        if (yaml.has("also") && !yaml.has("report")) {
            throw yaml.problem(
                    "also", "'also' says what a report's tables are written as; it stands below '- report: …'");
        }
        if (steps.size() != 1) {
            throw yaml.problem(
                    yaml.keys().isEmpty() ? "" : yaml.keys().get(0),
                    "a step is one of extract, figures, brief, year, churn, report; start the next one with '- '");
        }
        for (String option : List.of("for-each", "largest")) {
            if (yaml.has(option) && !(steps.get(0) instanceof StepDefinition.Burst)) {
                throw yaml.problem(
                        option,
                        "'" + option + "' belongs to '- report: account-review' with 'for-each: "
                                + String.join(" | ", Reviewed.names()) + "'");
            }
        }
        return steps.get(0);
    }

    private static List<Tables> also(YamlMap yaml) {
        return yaml.texts("also").stream()
                .map(text -> switch (text) {
                    case "xlsx" -> Tables.XLSX;
                    case "csv" -> Tables.CSV;
                    default ->
                        throw yaml.problem("also", "'also' has '" + text + "'; write [xlsx], [csv] or [xlsx, csv]");
                })
                .distinct()
                .toList();
    }

    private static StepDefinition burst(YamlMap yaml) {
        Reviewed each = Reviewed.named(yaml.oneOf("for-each", "", Reviewed.names()));
        if (yaml.has("largest") && each != Reviewed.KEY_ACCOUNT) {
            throw yaml.problem(
                    "largest", "'largest' says how many key accounts there are; every " + each + " has a review");
        }
        long largest = yaml.wholeNumber("largest", 1, LARGEST);
        if (largest > MOST_ITEMS) {
            throw yaml.problem("largest", "'largest' is " + largest + "; write " + MOST_ITEMS + " at most");
        }
        return new StepDefinition.Burst(yaml.text("report"), each, (int) largest, also(yaml));
    }
}
