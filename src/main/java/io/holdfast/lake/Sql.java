package io.holdfast.lake;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Statements to the engine, in the words of this house: errors carry the engine's first line, not a trace. */
public final class Sql {

    // Version 2 of the format's encodings writes times, amounts and keys as differences: smaller, and quicker both
    // ways.
    // A dictionary is made only of few values, since trying to make one of keys costs more than writing them; a bloom
    // filter would tell nothing that the figures ask for.
    private static final String PARQUET = "format parquet, parquet_version v2, compression zstd, compression_level 1,"
            + " dictionary_size_limit 1000, write_bloom_filter false";

    private Sql() {}

    /** What to make of one row. */
    @FunctionalInterface
    public interface RowMapper<T> {
        T map(ResultSet row) throws SQLException;
    }

    /** Runs a statement and returns how many rows it wrote. */
    public static long run(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql) ? 0 : Math.max(0, statement.getLargeUpdateCount());
        } catch (SQLException e) {
            throw new LakeException(e.getMessage(), e);
        }
    }

    /** Writes a select's rows to a Parquet file and returns how many there are. */
    public static long write(Connection connection, String select, Path target) {
        return run(connection, "copy (" + select + ") to " + literal(target) + " (" + PARQUET + ")");
    }

    public static <T> List<T> query(Connection connection, String sql, RowMapper<T> mapper) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<T> mapped = new ArrayList<>();
            while (rows.next()) {
                mapped.add(mapper.map(rows));
            }
            return mapped;
        } catch (SQLException e) {
            throw new LakeException(e.getMessage(), e);
        }
    }

    /** Runs a query and gives its rows, before the first of them, to one reader. */
    public static <T> T read(Connection connection, String sql, RowMapper<T> reader) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return reader.map(rows);
        } catch (SQLException e) {
            throw new LakeException(e.getMessage(), e);
        }
    }

    public static long number(Connection connection, String sql) {
        return query(connection, sql, row -> row.getLong(1)).get(0);
    }

    /** Adds rows to a table quickly; each row has a value, or null, for each of its columns. */
    public static void append(Connection connection, String table, List<@Nullable Object[]> rows) {
        try (DuckDBAppender appender =
                connection.unwrap(DuckDBConnection.class).createAppender("temp", "main", table)) {
            for (@Nullable Object[] row : rows) {
                appender.beginRow();
                for (Object value : row) {
                    if (value == null) {
                        appender.appendNull();
                    } else if (value instanceof Long number) {
                        appender.append(number);
                    } else {
                        appender.append(value.toString());
                    }
                }
                appender.endRow();
            }
        } catch (SQLException e) {
            throw new LakeException(e.getMessage(), e);
        }
    }

    /** A text as a literal. */
    public static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** A file as a literal. */
    public static String literal(Path file) {
        return literal(file.toAbsolutePath().toString());
    }

    /** A name as an identifier, whatever it holds. */
    public static String name(String identifier) {
        return "\"" + identifier.replace("\"", "\"\"") + "\"";
    }
}
