package io.holdfast.workspace;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is true of the company as a whole: {@code jobs/company.yml}, its name on reports {@code reports/theme.yml} too.
 *
 * @param name as it stands on reports
 * @param zone the zone in which its days begin and end
 * @param currency of every amount, an ISO 4217 code
 * @param languages in which reports are rendered
 * @param parameters numbers that figures use, by name: the columns of the relation {@code parameters}
 * @param memory what the figures' engine may use before it spills to disk, such as {@code 1GB}
 * @param threads how many threads it may use, 1 to 256
 */
public record Company(
        String name,
        ZoneId zone,
        String currency,
        List<String> languages,
        Map<String, BigDecimal> parameters,
        String memory,
        int threads) {

    /** How reports look; among it, the name there where it is another than in the company's settings. */
    public static final String THEME = "theme.yml";

    static final String FILE = "company.yml";

    private static final long MOST_THREADS = 256;

    /** The same company on a machine with other means. */
    public Company withThreads(int others) {
        return new Company(name, zone, currency, languages, parameters, memory, others);
    }

    /** Reads the settings of a tree of jobs. */
    public static Company read(Definitions jobs) {
        YamlMap yaml = YamlMap.read(jobs, FILE)
                .only("company", "zone", "currency", "languages", "parameters", "memory", "threads", "database");
        Map<String, BigDecimal> parameters = new LinkedHashMap<>();
        YamlMap given = yaml.map("parameters");
        for (String name : given.keys()) {
            if (!name.matches("[a-z][a-z0-9_]*")) {
                throw given.problem(name, "'" + name + "' cannot be a column; use small letters, digits and _");
            }
            parameters.put(name, given.number(name).orElseThrow());
        }
        List<String> languages = yaml.texts("languages");
        return new Company(
                name(yaml),
                zone(yaml),
                currency(yaml),
                languages.isEmpty() ? List.of("en") : languages,
                Collections.unmodifiableMap(parameters),
                memory(yaml),
                threads(yaml));
    }

    /** Reads the settings of a tree of jobs, with the name that a tree of reports gives. */
    static Company read(Definitions jobs, Definitions reports) {
        Company company = read(jobs);
        return new Company(
                nameOnReports(reports).orElse(company.name),
                company.zone,
                company.currency,
                company.languages,
                company.parameters,
                company.memory,
                company.threads);
    }

    /** The name that a tree of reports gives the company; empty where it gives none. */
    public static Optional<String> nameOnReports(Definitions reports) {
        if (!reports.exists(THEME)) {
            return Optional.empty();
        }
        YamlMap theme = YamlMap.read(reports, THEME);
        return theme.has("company") ? Optional.of(name(theme)) : Optional.empty();
    }

    private static String name(YamlMap yaml) {
        String name = yaml.text("company");
        if (name.length() > 200) {
            throw yaml.problem("company", "'company' has " + name.length() + " characters; write 200 at most");
        }
        return name;
    }

    private static String currency(YamlMap yaml) {
        String currency = yaml.optionalText("currency").orElse("");
        if (!currency.matches("([A-Z]{3})?")) {
            throw yaml.problem(
                    "currency", "'" + currency + "' is not a currency; write its three letters, such as EUR or CNY");
        }
        return currency;
    }

    private static int threads(YamlMap yaml) {
        long threads = yaml.wholeNumber("threads", 1, 2);
        if (threads > MOST_THREADS) {
            throw yaml.problem("threads", "'threads' is " + threads + "; write " + MOST_THREADS + " at most");
        }
        return (int) threads;
    }

    private static ZoneId zone(YamlMap yaml) {
        String zone = yaml.text("zone");
        try {
            return ZoneId.of(zone);
        } catch (DateTimeException e) {
            throw yaml.problem(
                    "zone", "'" + zone + "' is not a time zone; write one such as Europe/Berlin or Asia/Shanghai");
        }
    }

    private static String memory(YamlMap yaml) {
        String memory = yaml.optionalText("memory").orElse("1GB");
        if (!memory.matches("[1-9]\\d{0,5}(MB|GB)")) {
            throw yaml.problem("memory", "'memory' is '" + memory + "'; write a size such as 512MB or 4GB");
        }
        return memory;
    }
}
