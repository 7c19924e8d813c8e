package io.holdfast.deliver;

import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.YamlMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whom a job sends what: {@code deliver:} and {@code notify:} in {@code jobs/NAME.yml}.
 *
 * @param reports names of recipients by report
 * @param success names of those who are told that a run is done
 * @param failure names of those who are told that one failed, besides the operators
 */
public record Addressees(Map<String, List<String>> reports, List<String> success, List<String> failure) {

    /** Key of a job's file: who gets its reports. */
    public static final String DELIVER = "deliver";

    /** Key of a job's file: who is told how it went. */
    public static final String NOTIFY = "notify";

    public Addressees {
        reports = Collections.unmodifiableMap(new LinkedHashMap<>(reports));
        success = List.copyOf(success);
        failure = List.copyOf(failure);
    }

    /**
     * Reads those of a job.
     *
     * @param made the reports that the job makes
     * @param known names of recipients
     * @throws io.holdfast.workspace.DefinitionException where one is neither
     */
    public static Addressees read(Definitions jobs, String job, List<String> made, DeliverySettings known) {
        YamlMap yaml = YamlMap.read(jobs, job + ".yml");
        YamlMap deliver = yaml.map(DELIVER);
        Map<String, List<String>> reports = new LinkedHashMap<>();
        for (String report : deliver.keys()) {
            if (!made.contains(report)) {
                throw deliver.problem(
                        report, "'" + MailServer.printable(report) + "' is no report of this job, which makes " + made);
            }
            reports.put(report, names(deliver, report, known, jobs));
        }
        YamlMap told = yaml.map(NOTIFY).only("success", "failure");
        return new Addressees(reports, names(told, "success", known, jobs), names(told, "failure", known, jobs));
    }

    private static List<String> names(YamlMap yaml, String key, DeliverySettings known, Definitions jobs) {
        List<String> names = yaml.texts(key).stream().distinct().toList();
        for (String name : names) {
            if (!known.recipients().containsKey(name)) {
                throw yaml.problem(
                        key,
                        "'" + MailServer.printable(name) + "' is no recipient of "
                                + jobs.origin(DeliverySettings.FILE) + ", which has "
                                + known.recipients().keySet() + "; add it there");
            }
        }
        return names;
    }
}
