package io.holdfast.job;

import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.YamlMap;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What may be dropped and when, as a company decides it: {@code jobs/retention.yml}. What it does not name is kept.
 *
 * @param terms by what is dropped: {@code rejects}, {@code snapshots}, {@code executions} (the steps of runs that are
 *     done), {@code copies} of publications, {@code reject-copies}, {@code temporary} files
 */
record RetentionPolicy(Map<String, Period> terms) {

    static final String FILE = "retention.yml";
    static final String REJECTS = "rejects";
    static final String SNAPSHOTS = "snapshots";
    static final String EXECUTIONS = "executions";
    static final String COPIES = "copies";
    static final String REJECT_COPIES = "reject-copies";
    static final String TEMPORARY = "temporary";

    /** All that a policy may name. */
    static final List<String> KINDS = List.of(REJECTS, SNAPSHOTS, EXECUTIONS, COPIES, REJECT_COPIES, TEMPORARY);

    private static final Pattern TERM = Pattern.compile("([1-9][0-9]{0,3}) (day|week|month|year)s?");

    private static final Map<String, String> NEVER = Map.of(
            "loads", "every figure is computed from them, and so is every rerun",
            "publications", "what was published is the record that everything else is held against",
            "ledger", "an entry that is gone breaks the chain of all later ones",
            "definitions", "without what a run had it cannot be done again",
            "results", "reruns are compared with them",
            "runs", "that one is done, and how long it took, is what the schedule goes by");

    RetentionPolicy {
        terms = Map.copyOf(terms);
    }

    /** Reads the policy; nothing may be dropped where there is none. */
    static RetentionPolicy read(Definitions jobs) {
        if (!jobs.exists(FILE)) {
            return new RetentionPolicy(Map.of());
        }
        YamlMap yaml = YamlMap.read(jobs, FILE);
        for (String key : yaml.keys()) {
            String reason = NEVER.get(key);
            if (reason != null) {
                throw yaml.problem(key, "'" + key + "' are never dropped: " + reason + "; take the line out");
            }
        }
        yaml.only(KINDS.toArray(String[]::new));
        Map<String, Period> terms = new TreeMap<>();
        yaml.keys().forEach(key -> terms.put(key, term(yaml, key)));
        return new RetentionPolicy(terms);
    }

    private static Period term(YamlMap yaml, String key) {
        Matcher term = TERM.matcher(yaml.text(key));
        if (!term.matches()) {
            throw yaml.problem(
                    key,
                    "'" + key + "' is '" + yaml.text(key)
                            + "'; write a number of days, weeks, months or years, such as 24" + " months");
        }
        int number = Integer.parseInt(term.group(1));
        return switch (term.group(2)) {
            case "day" -> Period.ofDays(number);
            case "week" -> Period.ofWeeks(number);
            case "month" -> Period.ofMonths(number);
            default -> Period.ofYears(number);
        };
    }

    /** A term as a person says it. */
    String words(String what) {
        Period term = terms.getOrDefault(what, Period.ZERO);
        int number = term.getDays() + term.getMonths() + term.getYears();
        String unit = term.getDays() > 0 ? "day" : term.getYears() > 0 ? "year" : "month";
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    /** The instant before which what is named may be dropped; empty where it is kept for ever. */
    Optional<Instant> before(String what, LocalDate today, ZoneId zone) {
        return Optional.ofNullable(terms.get(what))
                .map(term -> today.minus(term).atStartOfDay(zone).toInstant());
    }
}
