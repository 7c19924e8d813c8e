package io.holdfast.lake;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Queries that read no personal value, over relations that have none: nobody pays for joining names to numbers who does
 * not look at names. An entity with personal columns stands under two names, its own with all columns and another with
 * its facts.
 */
public final class Facts {

    private static final Pattern COMMENT = Pattern.compile("--[^\n]*");
    private static final Pattern EVERY_COLUMN = Pattern.compile("(?i)(\\bselect|\\bdistinct|\\ball|[,.])\\s*\\*");

    private Facts() {}

    /** The relation with the facts of an entity. */
    static String relation(Entity entity) {
        return entity + "_facts";
    }

    /**
     * A query in which entities stand for their facts alone wherever it is plain that it reads none of their personal
     * columns; elsewhere as it is. It means the same, line by line.
     */
    public static String alone(String sql) {
        String code = COMMENT.matcher(sql).replaceAll("");
        String alone = sql;
        for (Entity entity : Entity.values()) {
            if (!entity.personal().isEmpty() && readsFactsAlone(code, entity)) {
                alone = Pattern.compile("(?i)\\b(from|join)(\\s+)" + entity + "\\b")
                        .matcher(alone)
                        .replaceAll("$1$2" + relation(entity));
            }
        }
        return alone;
    }

    private static boolean readsFactsAlone(String code, Entity entity) {
        List<String> told = entity.personal().stream()
                .map(column -> "\\b" + column.name() + "\\b")
                .toList();
        // Its own name before a point, or of a relation that the query makes itself, is left to the engine.
        String own = "\\b" + entity + "\\b\\s*(\\.|\\(|as\\s*\\()";
        return !EVERY_COLUMN.matcher(code).find()
                && !Pattern.compile("(?i)" + own + "|" + String.join("|", told))
                        .matcher(code)
                        .find();
    }
}
