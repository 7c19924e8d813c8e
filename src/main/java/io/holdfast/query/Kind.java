package io.holdfast.query;

import io.holdfast.lake.Column;
import java.sql.Types;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** What a column of a database holds, as far as it can be taken in exactly. */
enum Kind {
    TEXT,
    /** Exact numbers, whole or with decimals. */
    NUMBER,
    FLAG,
    DAY,
    /** Date and time without a zone. */
    LOCAL,
    /** A moment that is the same everywhere. */
    INSTANT,
    /** What cannot be: floating numbers, bytes, arrays and the like. */
    NONE;

    private static final int ORACLE_WITH_ZONE = -101;
    private static final int ORACLE_WITH_LOCAL_ZONE = -102;
    private static final int SQL_SERVER_WITH_OFFSET = -155;

    /**
     * Of a type as the driver tells it.
     *
     * @param type of {@link Types}, or the driver's own
     * @param name of the type in the database
     */
    static Kind of(Dialect dialect, int type, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return switch (type) {
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.CLOB,
                    Types.NCHAR,
                    Types.NVARCHAR,
                    Types.LONGNVARCHAR,
                    Types.NCLOB -> TEXT;
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT, Types.NUMERIC, Types.DECIMAL ->
                lower.contains("float") || lower.contains("double") ? NONE : NUMBER;
            case Types.BOOLEAN, Types.BIT -> FLAG;
            case Types.DATE -> DAY;
            // PostgreSQL and MariaDB tell both by one type.
            case Types.TIMESTAMP -> isInstant(dialect, lower) ? INSTANT : LOCAL;
            case Types.TIMESTAMP_WITH_TIMEZONE, ORACLE_WITH_ZONE, ORACLE_WITH_LOCAL_ZONE, SQL_SERVER_WITH_OFFSET ->
                INSTANT;
            case Types.OTHER -> lower.equals("uuid") ? TEXT : NONE;
            default -> NONE;
        };
    }

    private static boolean isInstant(Dialect dialect, String name) {
        return switch (dialect) {
            case MARIADB, MYSQL -> name.equals("timestamp");
            default -> name.equals("timestamptz") || name.contains("with time zone");
        };
    }

    /** Whether a canonical column takes it; values are checked one by one later. */
    boolean fits(Column.Type type) {
        return fitting(type).contains(this);
    }

    /** What a canonical column takes, in words. */
    static String wanted(Column.Type type) {
        return switch (type) {
            case TEXT -> "text or a number";
            case MONEY, WHOLE -> "an exact number (such as numeric or integer) or text";
            case FLAG -> "true and false, 0 and 1 or text";
            case DAY -> "a date, a time without a zone or text";
            case MOMENT -> "a time, a date or text";
        };
    }

    private static Set<Kind> fitting(Column.Type type) {
        return switch (type) {
            case TEXT -> EnumSet.of(TEXT, NUMBER);
            case MONEY, WHOLE -> EnumSet.of(NUMBER, TEXT);
            case FLAG -> EnumSet.of(FLAG, NUMBER, TEXT);
            case DAY -> EnumSet.of(DAY, LOCAL, TEXT);
            case MOMENT -> EnumSet.of(LOCAL, INSTANT, DAY, TEXT);
        };
    }
}
