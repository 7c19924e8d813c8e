package io.holdfast.workspace;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is true of the company as a whole: {@code jobs/company.yml}.
 *
 * @param name as it stands on reports
 * @param zone the zone in which its days begin and end
 * @param currency of every amount, an ISO 4217 code
 * @param languages in which reports are rendered
 * @param parameters numbers that figures use, by name: the columns of the relation {@code parameters}
 * @param database JDBC URL of repository, ledger and mart; empty for the embedded one in {@code data/db}
 * @param memory what the figures' engine may use before it spills to disk, such as {@code 1GB}
 * @param threads how many threads it may use
 */
public record Company(
        String name,
        ZoneId zone,
        String currency,
        List<String> languages,
        Map<String, BigDecimal> parameters,
        String database,
        String memory,
        int threads) {

    static final String FILE = "company.yml";

    /** Reads the settings of a tree of jobs. */
    public static Company read(Definitions jobs) {
        YamlMap yaml = YamlMap.read(jobs, FILE)
                .only("company", "zone", "currency", "languages", "parameters", "database", "memory", "threads");
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
                yaml.text("company"),
                zone(yaml),
                yaml.optionalText("currency").orElse(""),
                languages.isEmpty() ? List.of("en") : languages,
                java.util.Collections.unmodifiableMap(parameters),
                yaml.optionalText("database").orElse(""),
                memory(yaml),
                Math.toIntExact(yaml.wholeNumber("threads", 1, 2)));
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
        if (!memory.matches("\\d{1,6}(MB|GB)")) {
            throw yaml.problem("memory", "'memory' is '" + memory + "'; write a size such as 512MB or 4GB");
        }
        return memory;
    }
}
