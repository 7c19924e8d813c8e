package io.holdfast.source;

import io.holdfast.workspace.YamlMap;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The column that tells when a row changed last, or a number that grows with every change, and how far back of its
 * highest known value the next reading begins: rows whose transaction ended late are found there.
 *
 * @param place its definition, for messages
 * @param column that the select yields
 * @param time the overlap of a column of times or days; empty where it is a count
 * @param count the overlap of a column of numbers; empty where it is a time
 */
public record Watermark(YamlMap place, String column, Optional<Duration> time, Optional<Long> count) {

    private static final Pattern OVERLAP = Pattern.compile("(\\d{1,9})(?: (second|minute|hour|day|week)s?)?");
    private static final Map<String, Duration> UNITS = Map.of(
            "second", Duration.ofSeconds(1),
            "minute", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1),
            "week", Duration.ofDays(7));

    static Optional<Watermark> read(YamlMap source) {
        if (!source.has("watermark")) {
            return Optional.empty();
        }
        YamlMap yaml = source.map("watermark").only("column", "overlap");
        String overlap = yaml.text("overlap");
        Matcher parts = OVERLAP.matcher(overlap);
        if (!parts.matches()) {
            throw yaml.problem(
                    "overlap",
                    "'overlap' is '" + overlap + "'; write how long the longest transaction may take, such as 2 days,"
                            + " 36 hours or 30 minutes; for a column of numbers, how far back, such as 1000");
        }
        long number = Long.parseLong(parts.group(1));
        String unit = parts.group(2);
        return Optional.of(new Watermark(
                yaml,
                Query.column(yaml),
                unit == null
                        ? Optional.empty()
                        : Optional.of(UNITS.getOrDefault(unit, Duration.ZERO).multipliedBy(number)),
                unit == null ? Optional.of(number) : Optional.empty()));
    }
}
