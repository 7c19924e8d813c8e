package io.holdfast.period;

import java.util.Arrays;
import java.util.Locale;

/** How long a period is. */
public enum Grain {
    DAY,
    WEEK,
    MONTH,
    QUARTER,
    YEAR;

    /** The grain named in a file, such as {@code month}. */
    public static Grain parse(String name) {
        return Arrays.stream(values())
                .filter(grain -> grain.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + name + "' is not a period; write one of day, week, month, quarter, year"));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
