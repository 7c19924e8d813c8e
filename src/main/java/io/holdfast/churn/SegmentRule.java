package io.holdfast.churn;

import io.holdfast.workspace.YamlMap;
import java.util.Map;

/**
 * A group of customers that people have a name for, by fifths: of recency (5: the fifth that ordered last), frequency (5:
 * most orders) and money (5: most revenue).
 *
 * @param id of the group
 * @param name by language
 * @param recency which fifths belong
 * @param frequency likewise
 * @param money likewise
 */
public record SegmentRule(String id, Map<String, String> name, Fifths recency, Fifths frequency, Fifths money) {

    /**
     * Fifths from one to another.
     *
     * @param from 1 to 5
     * @param to {@code from} to 5
     */
    public record Fifths(int from, int to) {

        static final Fifths ALL = new Fifths(1, 5);

        public Fifths {
            if (from < 1 || to < from || to > 5) {
                throw new IllegalArgumentException(
                        "fifths from " + from + " to " + to + "; write 1 to 5, the lower first");
            }
        }

        static Fifths read(YamlMap yaml, String key) {
            String text = yaml.optionalText(key).orElse("1-5");
            if (!text.matches("[1-5](-[1-5])?") || text.charAt(0) > text.charAt(text.length() - 1)) {
                throw yaml.problem(
                        key, "'" + key + "' is '" + text + "'; write a fifth from 1 to 5, or a range such as 4-5");
            }
            return new Fifths(text.charAt(0) - '0', text.charAt(text.length() - 1) - '0');
        }

        String sql(String column) {
            return column + " between " + from + " and " + to;
        }
    }

    static SegmentRule read(YamlMap yaml) {
        yaml.only("segment", "name", "recency", "frequency", "money");
        String id = yaml.text("segment");
        if (!id.matches("[a-z][a-z0-9-]{0,59}")) {
            throw yaml.problem(
                    "segment", "'" + id + "' cannot name a group; use small letters, digits and -, 60 at most");
        }
        return new SegmentRule(
                id,
                yaml.translations("name"),
                Fifths.read(yaml, "recency"),
                Fifths.read(yaml, "frequency"),
                Fifths.read(yaml, "money"));
    }

    boolean holdsAll() {
        return recency.equals(Fifths.ALL) && frequency.equals(Fifths.ALL) && money.equals(Fifths.ALL);
    }

    /** Its branch of a {@code case}. */
    String sql() {
        return "when " + recency.sql("recency") + " and " + frequency.sql("frequency") + " and " + money.sql("money")
                + " then '" + id + "'";
    }
}
