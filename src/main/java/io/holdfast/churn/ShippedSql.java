package io.holdfast.churn;

import io.holdfast.lake.Facts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;

/** The queries of this package, files of the jar; what stands in braces is filled in. */
final class ShippedSql {

    private ShippedSql() {}

    /** The query of {@code name.sql}. */
    static String of(String name, Map<String, String> filled) {
        String text = read(name + ".sql");
        for (Map.Entry<String, String> one : filled.entrySet()) {
            text = text.replace("{" + one.getKey() + "}", one.getValue());
        }
        return Facts.alone(text);
    }

    private static String read(String file) {
        try (InputStream in = Objects.requireNonNull(ShippedSql.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's " + file + " cannot be read", e);
        }
    }
}
