package io.holdfast.lake;

/**
 * A column of a canonical entity.
 *
 * @param name as figures and mappings write it
 * @param type what it may hold
 * @param required whether a row without it is rejected
 * @param longest for text, how many characters it may have
 * @param personal whether it says who a person is, or what somebody wrote of himself: such values lie in files of their own,
 *     so that they can be removed for good while the facts, under the customer's number alone, stay as they were computed
 *     from (pseudonymisation: GDPR Art. 4(5), erasure: Art. 17)
 */
public record Column(String name, Type type, boolean required, int longest, boolean personal) {

    /** What a column may hold. */
    public enum Type {
        /** Any text. */
        TEXT("varchar"),
        /** A calendar date. */
        DAY("date"),
        /** A date and time in the business's own zone. */
        MOMENT("timestamp"),
        /** An amount in the company's currency, two decimals. */
        MONEY("decimal(18, 2)"),
        /** A whole number. */
        WHOLE("bigint"),
        /** Yes or no. */
        FLAG("boolean");

        private final String sql;

        Type(String sql) {
            this.sql = sql;
        }

        /** The type's name in SQL. */
        public String sql() {
            return sql;
        }
    }

    static Column keyed(String name) {
        return new Column(name, Type.TEXT, true, 200, false);
    }

    static Column id(String name) {
        return new Column(name, Type.TEXT, false, 200, false);
    }

    static Column text(String name) {
        return new Column(name, Type.TEXT, false, 500, false);
    }

    static Column of(String name, Type type) {
        return new Column(name, type, false, 0, false);
    }

    static Column apart(String name, int longest) {
        return new Column(name, Type.TEXT, false, longest, true);
    }

    Column orReject() {
        return new Column(name, type, true, longest, personal);
    }
}
