package io.holdfast.query;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lake.Column;
import java.sql.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types as the drivers' documentation and, for PostgreSQL and MariaDB, the drivers themselves tell them. */
class KindTest {

    @ParameterizedTest
    @CsvSource({
        "POSTGRESQL, 93, timestamp, LOCAL",
        "POSTGRESQL, 93, timestamptz, INSTANT",
        "POSTGRESQL, 1111, uuid, TEXT",
        "POSTGRESQL, 1111, json, NONE",
        "POSTGRESQL, -7, bool, FLAG",
        "POSTGRESQL, 8, float8, NONE",
        "MARIADB, 93, DATETIME, LOCAL",
        "MARIADB, 93, TIMESTAMP, INSTANT",
        "MARIADB, -6, TINYINT, NUMBER",
        "SQL_SERVER, 93, datetime2, LOCAL",
        "SQL_SERVER, -155, datetimeoffset, INSTANT",
        "SQL_SERVER, 3, money, NUMBER",
        "SQL_SERVER, 1, uniqueidentifier, TEXT",
        "SQL_SERVER, -2, timestamp, NONE",
        "ORACLE, 93, DATE, LOCAL",
        "ORACLE, -101, TIMESTAMP WITH TIME ZONE, INSTANT",
        "ORACLE, -102, TIMESTAMP WITH LOCAL TIME ZONE, INSTANT",
        "ORACLE, 2, NUMBER, NUMBER",
        "ORACLE, 100, BINARY_FLOAT, NONE"
    })
    void a_type_of_a_database_is_what_it_holds(Dialect dialect, int type, String name, Kind kind) {
        assertThat(Kind.of(dialect, type, name)).isEqualTo(kind);
    }

    @Test
    void no_column_takes_floating_numbers_or_bytes() {
        for (Column.Type type : Column.Type.values()) {
            assertThat(Kind.of(Dialect.OTHER, Types.DOUBLE, "double").fits(type))
                    .isFalse();
            assertThat(Kind.of(Dialect.OTHER, Types.BLOB, "blob").fits(type)).isFalse();
        }
    }

    @Test
    void a_dialect_is_known_by_its_address() {
        assertThat(Dialect.of("jdbc:postgresql://db/shop")).isEqualTo(Dialect.POSTGRESQL);
        assertThat(Dialect.of("JDBC:SQLSERVER://db")).isEqualTo(Dialect.SQL_SERVER);
        assertThat(Dialect.of("jdbc:db2://db")).isEqualTo(Dialect.OTHER);
    }
}
