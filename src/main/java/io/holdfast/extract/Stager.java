package io.holdfast.extract;

import io.holdfast.lake.Column;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Lake;
import io.holdfast.lake.LakeException;
import io.holdfast.lake.Sql;
import io.holdfast.source.Checks;
import io.holdfast.source.Source;
import io.holdfast.workspace.DefinitionException;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Brings one file to a checked Parquet file. The usual case costs one pass of the engine over the file; only where
 * rows are missing from what it wrote does a second pass look for them, number them and say why.
 */
final class Stager {

    private static final Pattern LINE = Pattern.compile("LINE (\\d+):");
    private static final String MAPPING_START = "with mapped as (\n";
    private static final String PARQUET = " (format parquet, compression zstd)";

    private final Connection connection;
    private final Source source;
    private final String mapping;
    private final RawRelations raw;
    private final Set<String> supplied = new TreeSet<>();
    private final boolean numbered;
    private final Checks checks;

    /** The raw relations must exist: the mapping is bound to them here. */
    Stager(Connection connection, Source source, RawRelations raw, Csv csv, String zone) {
        this.connection = connection;
        this.source = source;
        this.mapping = source.mapping(csv.columns());
        this.raw = raw;
        raw.createInput(csv);
        Set<String> yields = Set.copyOf(bind());
        this.numbered = yields.contains("file_line");
        for (String column : yields) {
            if (!"file_line".equals(column) && source.entity().column(column).isEmpty()) {
                throw new DefinitionException(
                        source.sqlFile(),
                        0,
                        "yields the column '" + column + "', which " + source.entity()
                                + " does not have; allowed: file_line, "
                                + source.entity().columns().stream()
                                        .map(Column::name)
                                        .collect(Collectors.joining(", ")));
            }
            supplied.add(column);
        }
        supplied.remove("file_line");
        for (Column column : source.entity().columns()) {
            if ((column.required() || source.entity().key().contains(column.name()))
                    && !supplied.contains(column.name())) {
                throw new DefinitionException(
                        source.sqlFile(),
                        0,
                        "does not yield '" + column.name() + "', which every row of " + source.entity() + " needs");
            }
        }
        this.checks = new Checks(source, supplied, zone);
    }

    Set<String> supplied() {
        return supplied;
    }

    /** Writes the rows that keep every rule and returns how many there are. */
    long writeGood(Path target) {
        return run("copy (" + typed() + "select " + canonical("") + " from typed where not (" + checks.bad() + ")) to "
                + Sql.literal(target) + PARQUET);
    }

    /** Keys that stand in a staged file more than once. */
    long duplicateKeys(Path staged) {
        Sql.run(
                connection,
                "create or replace temp table duplicate_keys as select " + key("") + " from read_parquet("
                        + Sql.literal(staged) + ") group by all having count(*) > 1");
        return Sql.number(connection, "select count(*) from duplicate_keys");
    }

    /** Copies a staged file, of each key only the first row, and returns how many rows are left. */
    long writeFirstOfEach(Path staged, Path target) {
        return run("copy (select " + canonical("") + " from (select *, row_number() over (partition by " + key("")
                + " order by file_row_number) as occurrence from read_parquet(" + Sql.literal(staged)
                + ", file_row_number = true)) where occurrence = 1 order by file_row_number) to " + Sql.literal(target)
                + PARQUET);
    }

    /** Copies the rows of a staged file that are not known as they are, and returns how many there are. */
    long writeNews(Path staged, Lake lake, long knownAt, Path target) {
        Entity entity = source.entity();
        String same = entity.key().stream()
                .map(column -> "staged." + column + " = known." + column)
                .collect(Collectors.joining(" and "));
        String differs = entity.columns().stream()
                .map(column -> "staged." + column.name() + " is distinct from known." + column.name())
                .collect(Collectors.joining(" or "));
        return run("copy (select " + canonical("staged.") + " from read_parquet(" + Sql.literal(staged)
                + ") as staged left join (" + lake.asKnownAt(entity, knownAt) + ") as known on " + same + " where "
                + differs + ") to " + Sql.literal(target) + PARQUET);
    }

    /** Finds the rows that break a rule, as table {@code refused}: number, problems; returns how many rows. */
    long findBad(Csv csv) {
        raw.createNumberedInput(csv);
        String problems = checks.violations().entrySet().stream()
                .map(rule -> "case when " + rule.getValue() + " then {'rule': " + Sql.literal(rule.getKey())
                        + ", 'value': left(" + Checks.MAPPED + rule.getKey().split("\\|")[1] + ", 500)} end")
                .collect(Collectors.joining(",\n    ", "list_filter([", "], lambda problem: problem is not null)"));
        Sql.run(
                connection,
                "create or replace temp table refused as " + typed() + "select file_line, " + problems
                        + " as problems from typed where " + checks.bad());
        return Sql.number(connection, "select count(*) from refused");
    }

    /** Adds the second and further rows of each duplicate key to {@code refused}. */
    void findDuplicates(Csv csv) {
        raw.createNumberedInput(csv);
        String mappedKey = source.entity().key().stream()
                .map(name -> Checks.MAPPED + name)
                .collect(Collectors.joining(" || ', ' || "));
        Sql.run(
                connection,
                "insert into refused " + typed() + "select file_line, [{'rule': "
                        + Sql.literal("duplicate|" + source.entity().key().get(0)
                                + "|a key may stand once in a file; its first row was kept")
                        + ", 'value': " + mappedKey + "}] from (select *, row_number() over (partition by " + key("")
                        + " order by file_line) as occurrence from typed semi join duplicate_keys using (" + key("")
                        + ") where not (" + checks.bad() + ")) where occurrence > 1");
    }

    /** Whether rejected rows can be named by their line: the mapping passes {@code file_line} on. */
    boolean numbered() {
        return numbered;
    }

    private String typed() {
        String texts = supplied.stream()
                .map(name -> name + " as " + Checks.MAPPED + name)
                .collect(Collectors.joining(", "));
        return MAPPING_START + mapping + "\n), texts as (select " + texts + ", "
                + (numbered ? "file_line" : "cast(null as bigint) as file_line")
                + " from mapped),\ntyped as (select *,\n    "
                + checks.typed() + "\nfrom texts)\n";
    }

    private String canonical(String prefix) {
        return source.entity().columns().stream()
                .map(column -> prefix + column.name())
                .collect(Collectors.joining(", "));
    }

    private String key(String prefix) {
        return source.entity().key().stream().map(column -> prefix + column).collect(Collectors.joining(", "));
    }

    private List<String> bind() {
        try {
            return Sql.query(
                    connection,
                    "describe " + MAPPING_START + mapping + "\n) select * from mapped",
                    row -> row.getString(1));
        } catch (LakeException e) {
            throw mappingProblem(e);
        }
    }

    private long run(String sql) {
        return Sql.run(connection, sql);
    }

    private DefinitionException mappingProblem(LakeException e) {
        String message = String.valueOf(e.getMessage());
        Matcher place = LINE.matcher(message);
        int line = place.find() ? Math.max(1, Integer.parseInt(place.group(1)) - 1) : 0;
        return new DefinitionException(
                source.sqlFile(),
                line,
                message.lines()
                                .filter(text -> !text.isBlank()
                                        && !text.startsWith("LINE")
                                        && !text.strip().equals("^"))
                                .collect(Collectors.joining(" "))
                        + " (the mapping must be one select over input"
                        + source.joins().keySet().stream()
                                .map(name -> ", " + name)
                                .collect(Collectors.joining()) + ")");
    }
}
