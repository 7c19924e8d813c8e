package io.holdfast.source;

import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.YamlMap;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What a source asks of a database.
 *
 * @param place the source's definition, for messages
 * @param database that is asked
 * @param select one query in the database's own SQL, which yields the canonical columns
 * @param selectFile where it stands, for messages
 * @param keyRange how it is read in parts; empty where it is read as one
 * @param watermark how only what changed is read; empty where everything is read each time
 * @param deletes whether rows that are gone are looked for, and how many may be; empty where they are not
 */
public record Query(
        YamlMap place,
        Database database,
        String select,
        String selectFile,
        Optional<KeyRange> keyRange,
        Optional<Watermark> watermark,
        Optional<Deletes> deletes) {

    static final String[] KEYS = {"database", "select", "key-range", "watermark", "deletes", "max-deletes"};

    private static final String COLUMN = "[A-Za-z_][A-Za-z0-9_$]*";
    private static final long MOST_PARTS = 64;

    /**
     * Parts of the rows, each of which is read by itself.
     *
     * @param column of numbers; evenly spread ones make even parts
     * @param parts how many, 2 to 64
     */
    public record KeyRange(String column, int parts) {}

    /**
     * Rows that are gone from the database become deletions. More than these, and nothing of the run is published.
     *
     * @param maxShare of the rows that are known
     * @param maxCount of rows
     */
    public record Deletes(BigDecimal maxShare, long maxCount) {}

    static Query read(Definitions jobs, YamlMap yaml, String sqlFile) {
        boolean beside = jobs.exists(sqlFile);
        if (beside == yaml.has("select")) {
            throw yaml.problem(
                    "select",
                    beside
                            ? "'select' stands here and in " + jobs.origin(sqlFile) + "; keep one"
                            : "'select' is missing; write the query here, or in " + jobs.origin(sqlFile));
        }
        String select =
                (beside ? jobs.text(sqlFile) : yaml.text("select")).strip().replaceFirst("\\s*;$", "");
        SelectText.problem(select).ifPresent(problem -> {
            throw beside
                    ? new DefinitionException(jobs.origin(sqlFile), problem.line(), problem.says())
                    : yaml.problem("select", problem.says());
        });
        return new Query(
                yaml,
                Database.of(jobs, yaml),
                select,
                beside ? jobs.origin(sqlFile) : yaml.file(),
                keyRange(yaml),
                Watermark.read(yaml),
                deletes(yaml));
    }

    static String column(YamlMap yaml) {
        String column = yaml.text("column");
        if (!column.matches(COLUMN)) {
            throw yaml.problem(
                    "column", "'column' is '" + column + "'; write the plain name of a column that the select yields");
        }
        return column;
    }

    private static Optional<KeyRange> keyRange(YamlMap yaml) {
        if (!yaml.has("key-range")) {
            return Optional.empty();
        }
        YamlMap range = yaml.map("key-range").only("column", "parts");
        long parts = range.wholeNumber("parts", 2, 4);
        if (parts > MOST_PARTS) {
            throw range.problem("parts", "'parts' is " + parts + "; write " + MOST_PARTS + " at most");
        }
        return Optional.of(new KeyRange(column(range), (int) parts));
    }

    private static Optional<Deletes> deletes(YamlMap yaml) {
        if (!yaml.has("deletes")) {
            if (yaml.has("max-deletes")) {
                throw yaml.problem("max-deletes", "'max-deletes' limits nothing without deletes: by-key");
            }
            return Optional.empty();
        }
        yaml.oneOf("deletes", "by-key", "by-key");
        YamlMap limits = yaml.map("max-deletes").only("share", "count");
        return Optional.of(new Deletes(Source.share(limits, "0.1"), limits.wholeNumber("count", 0, Long.MAX_VALUE)));
    }
}
