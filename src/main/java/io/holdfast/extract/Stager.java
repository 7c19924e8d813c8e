package io.holdfast.extract;

import io.holdfast.lake.Column;
import io.holdfast.lake.LakeException;
import io.holdfast.lake.Sql;
import io.holdfast.source.Checks;
import io.holdfast.source.Rule;
import io.holdfast.source.Source;
import io.holdfast.workspace.DefinitionException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Brings one file to a checked Parquet file. The usual case costs one pass of the engine over the file; only where
 * rows are missing from what it wrote does a second pass look for them, number them and say why.
 */
final class Stager {

    private static final String MAPPING_START = "with mapped as (\n";

    private final Connection connection;
    private final Source source;
    private final Csv csv;
    private final RawRelations raw;
    private final EngineWords words;
    private final String mapping;
    private final Set<String> supplied;
    private final boolean numbered;
    private final Checks checks;

    /**
     * The raw relations of joined files must exist: the mapping is bound to them here, and the source's rules to it.
     *
     * @throws DefinitionException where mapping or rules cannot be understood, or yield what the entity does not have
     */
    Stager(Connection connection, Source source, RawRelations raw, Csv csv, String zone) {
        this.connection = connection;
        this.source = source;
        this.csv = csv;
        this.raw = raw;
        this.words = new EngineWords(source, csv, raw);
        this.mapping = source.mapping(csv.columns());
        raw.createInput(csv);
        Set<String> yields = new TreeSet<>(bind());
        this.numbered = yields.remove(RawRelations.FILE_LINE);
        this.supplied = yields;
        requireCanonical();
        // Without a mapping of its own a source yields texts as the file has them, and no others.
        this.checks = new Checks(
                source, supplied, zone, csv.mayHoldNul() || !source.sql().isEmpty());
        requireRules();
    }

    /** What to tell a person about this file. */
    EngineWords words() {
        return words;
    }

    /** The canonical columns that the mapping yields. */
    Set<String> supplied() {
        return supplied;
    }

    /** Writes the rows that keep every rule and returns how many there are. */
    long writeGood(Path target) {
        // The engine would move the checks below the casts, and cast every column twice. It does not move a condition
        // on
        // random(), which is never below 0: so nothing depends on it, and a file takes half the time.
        return write(
                typed() + "select " + canonical() + " from typed where not coalesce(cast_once < 0 or " + checks.bad()
                        + ", false)",
                target);
    }

    /** Keys that stand in a staged file more than once. */
    long duplicateKeys(Path staged) {
        run("create or replace temp table duplicate_keys as select " + key() + " from read_parquet("
                + Sql.literal(staged) + ") group by all having count(*) > 1");
        return Sql.number(connection, "select count(*) from duplicate_keys");
    }

    /** Copies a staged file, of each key only the first row, and returns how many rows are left. */
    long writeFirstOfEach(Path staged, Path target) {
        return write(
                "select " + canonical() + " from (select *, row_number() over (partition by " + key()
                        + " order by file_row_number) as occurrence from read_parquet(" + Sql.literal(staged)
                        + ", file_row_number = true)) where occurrence = 1 order by file_row_number",
                target);
    }

    /** Writes what {@code news} selects, and returns how many rows that are. */
    long writeNews(String news, Path target) {
        return write(news, target);
    }

    /**
     * Finds the rows that break a rule, as table {@code refused}: file_line, problems, each with rule, column_name,
     * value and expected; returns how many rows.
     */
    long findBad() {
        raw.createNumberedInput(csv);
        String problems = checks.violations().stream()
                .map(rule -> "case when " + rule.violation() + " then "
                        + problem(
                                rule.name(),
                                rule.column(),
                                "left(" + Checks.MAPPED + rule.column() + ", 500)",
                                rule.says())
                        + " end")
                .collect(Collectors.joining(",\n    ", "list_filter([", "], lambda problem: problem is not null)"));
        run("create or replace temp table refused as " + typed() + "select file_line, " + problems
                + " as problems from typed where " + checks.bad());
        return Sql.number(connection, "select count(*) from refused");
    }

    /**
     * Adds the second and further rows of each duplicate key to {@code refused}, making it where no row broke a rule.
     *
     * @throws DefinitionException where they come from one record, which a join of the mapping multiplied
     */
    void findDuplicates(boolean refusedExists) {
        raw.createNumberedInput(csv);
        String mappedKey = source.entity().key().stream()
                .map(name -> Checks.MAPPED + name)
                .collect(Collectors.joining(" || ', ' || "));
        String duplicates = typed() + "select file_line, ["
                + problem(
                        "duplicate",
                        source.entity().key().get(0),
                        mappedKey,
                        "a key may stand once in a file; its first row was kept")
                + "] as problems from (select *, row_number() over (partition by " + key()
                + " order by file_line) as occurrence, row_number() over (partition by " + key()
                + ", file_line order by file_line) as copy from typed semi join duplicate_keys using (" + key()
                + ") where not (" + checks.bad() + ")) where occurrence > 1";
        if (numbered
                && Sql.number(
                                connection,
                                "select count(*) from (" + duplicates.replace("select file_line, [", "select copy, [")
                                        + ") where copy > 1")
                        > 0) {
            throw words.multiplied();
        }
        run((refusedExists ? "insert into refused " : "create or replace temp table refused as ") + duplicates);
    }

    /** The engine's failure over this file, in a person's words. */
    private long run(String sql) {
        try {
            return Sql.run(connection, sql);
        } catch (LakeException e) {
            throw words.explain(e);
        }
    }

    private long write(String select, Path target) {
        try {
            return Sql.write(connection, select, target);
        } catch (LakeException e) {
            throw words.explain(e);
        }
    }

    private static String problem(String rule, String column, String value, String expected) {
        return "{'rule': " + Sql.literal(rule) + ", 'column_name': " + Sql.literal(column) + ", 'value': " + value
                + ", 'expected': " + Sql.literal(expected) + "}";
    }

    private String typed() {
        // A mapping may yield what it likes, such as a sum: it is checked as the text that it would be in a file.
        String texts = supplied.stream()
                .map(name -> "cast(" + name + " as varchar) as " + Checks.MAPPED + name)
                .collect(Collectors.joining(", "));
        return MAPPING_START + mapping + "\n), texts as (select " + texts + ", "
                + (numbered ? RawRelations.FILE_LINE : "cast(null as bigint) as " + RawRelations.FILE_LINE)
                + " from mapped),\ntried as (" + checks.tried() + "),\ntyped as (select *, random() as cast_once,\n    "
                + checks.typed() + "\nfrom tried)\n";
    }

    private String canonical() {
        return source.entity().columns().stream().map(Column::name).collect(Collectors.joining(", "));
    }

    private String key() {
        return String.join(", ", source.entity().key());
    }

    private List<String> bind() {
        try {
            return Sql.query(
                    connection,
                    "describe " + MAPPING_START + mapping + "\n) select * from mapped",
                    row -> row.getString(1));
        } catch (LakeException e) {
            throw words.mappingProblem(e);
        }
    }

    private void requireCanonical() {
        for (String column : supplied) {
            if (source.entity().column(column).isEmpty()) {
                throw new DefinitionException(
                        source.sqlFile(),
                        0,
                        "yields the column '" + column + "', which " + source.entity()
                                + " does not have; allowed: file_line, "
                                + source.entity().columns().stream()
                                        .map(Column::name)
                                        .collect(Collectors.joining(", ")));
            }
        }
        for (Column column : source.entity().columns()) {
            if ((column.required() || source.entity().key().contains(column.name()))
                    && !supplied.contains(column.name())) {
                throw words.missing(column);
            }
        }
    }

    private void requireRules() {
        for (Rule rule : source.rules()) {
            try {
                Sql.query(
                        connection,
                        "describe " + typed() + "select coalesce(" + rule.violation() + ", false) from typed",
                        row -> row.getString(1));
            } catch (LakeException e) {
                throw words.ruleProblem(rule, e);
            }
        }
    }
}
