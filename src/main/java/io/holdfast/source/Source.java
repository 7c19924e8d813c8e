package io.holdfast.source;

import io.holdfast.lake.Column;
import io.holdfast.lake.Entity;
import io.holdfast.ledger.Sha256;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.YamlMap;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A source of one entity: which files to read, how they are written, and the {@code select} that maps them to
 * the canonical columns; or which database to ask, and for what.
 *
 * @param name of its pair of files under {@code jobs/sources}
 * @param entity what it yields
 * @param query what is asked of a database; empty where files are read. What it yields is read as a file without a mapping
 * @param read pattern of the files, each of which becomes a load of its own; empty where a database is read
 * @param joins patterns of files that the mapping joins, by the name it gives them
 * @param format how all of them are written
 * @param maxShare the share of rejected rows over which nothing of the run is published
 * @param maxCount the number of rejected rows over which nothing of the run is published
 * @param rules beyond those of the entity
 * @param sql the mapping; the files of {@code read} are its relation {@code input}. Empty where there is no SQL file:
 *     then columns of canonical names are taken as they are, and others ignored
 * @param sqlFile where it stands, for messages
 * @param fingerprint SHA-256 of both definition files
 */
public record Source(
        String name,
        Entity entity,
        Optional<Query> query,
        String read,
        Map<String, String> joins,
        CsvFormat format,
        BigDecimal maxShare,
        long maxCount,
        List<Rule> rules,
        String sql,
        String sqlFile,
        String fingerprint) {

    private static final String FOLDER = "sources";

    /** Every source of a tree of jobs, by name. */
    public static List<Source> all(Definitions jobs) {
        List<Source> all =
                jobs.list(FOLDER, ".yml").stream().map(file -> read(jobs, file)).toList();
        all.forEach(source -> source.requireSoleIfDeleting(all));
        return all;
    }

    /** The names of the definition files, for those who want one file's problems without losing the others'. */
    public static List<String> files(Definitions jobs) {
        return jobs.list(FOLDER, ".yml");
    }

    /** Reads one source: the YAML file and the SQL file beside it. */
    public static Source read(Definitions jobs, String file) {
        YamlMap yaml = YamlMap.read(jobs, file);
        String sqlFile = file.replaceFirst("\\.yml$", ".sql");
        boolean asks = yaml.has("database");
        yaml.only(Stream.of(
                        Stream.of("entity"),
                        asks ? Stream.of(Query.KEYS) : Stream.of("read", "join"),
                        Stream.of("max-rejects", "rules"),
                        asks ? Stream.<String>empty() : Stream.of(CsvFormat.KEYS))
                .flatMap(keys -> keys)
                .toArray(String[]::new));
        Optional<Query> query = asks ? Optional.of(Query.read(jobs, yaml, sqlFile)) : Optional.empty();
        boolean mapped = jobs.exists(sqlFile);
        YamlMap limits = yaml.map("max-rejects").only("share", "count");
        String sql = mapped ? jobs.text(sqlFile) : "";
        return new Source(
                file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.yml$", ""),
                entity(yaml),
                query,
                asks ? "" : pattern(yaml, "read", yaml.text("read")),
                joins(yaml),
                asks ? CsvFormat.DRAWN : CsvFormat.read(yaml),
                share(limits, "0.01"),
                limits.wholeNumber("count", 0, Long.MAX_VALUE),
                rules(yaml, entity(yaml)),
                asks ? "" : sql.strip().replaceFirst(";$", ""),
                jobs.origin(mapped ? sqlFile : file),
                Sha256.of(jobs.text(file) + "\n" + sql
                        + query.map(asked -> "\n" + asked.database().url()).orElse("")));
    }

    // What another source brought would be gone, since this one does not have it.
    private void requireSoleIfDeleting(List<Source> all) {
        query.filter(asked -> asked.deletes().isPresent()).ifPresent(asked -> all.stream()
                .filter(other -> other.entity() == entity && !other.name().equals(name))
                .findFirst()
                .ifPresent(other -> {
                    throw asked.place()
                            .problem(
                                    "deletes",
                                    "'deletes: by-key' needs the only source of " + entity + ", but "
                                            + other.definition()
                                            + " yields them too: its rows would count as gone; remove one of both");
                }));
    }

    /** Where its rows come from, for messages and the ledger: of a database, {@code DATABASE:SOURCE}. */
    public Optional<String> asks() {
        return query.map(asked -> asked.database().name() + ":" + name);
    }

    /** Its YAML file, for messages. */
    public String definition() {
        return "jobs/" + FOLDER + "/" + name + ".yml";
    }

    /** The mapping for files that have these columns, whose case does not matter. */
    public String mapping(List<String> columns) {
        if (!sql.isEmpty()) {
            return sql;
        }
        Set<String> names =
                columns.stream().map(name -> name.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        return entity.columns().stream()
                .map(Column::name)
                .filter(names::contains)
                .collect(Collectors.joining(", ", "select file_line, ", " from input"));
    }

    private static Entity entity(YamlMap yaml) {
        String name = yaml.text("entity");
        return Entity.named(name)
                .orElseThrow(() -> yaml.problem(
                        "entity", "'" + name + "' is not an entity; write one of " + List.of(Entity.values())));
    }

    private static Map<String, String> joins(YamlMap yaml) {
        YamlMap given = yaml.map("join");
        Map<String, String> joins = new LinkedHashMap<>();
        for (String name : given.keys()) {
            if (!name.matches("[a-z][a-z0-9_]*") || "input".equals(name)) {
                throw given.problem(
                        name, "'" + name + "' cannot name a relation; use small letters, digits and _, not 'input'");
            }
            joins.put(name, pattern(given, name, given.text(name)));
        }
        return Collections.unmodifiableMap(joins);
    }

    static BigDecimal share(YamlMap limits, String otherwise) {
        BigDecimal share = limits.number("share").orElse(new BigDecimal(otherwise));
        if (share.signum() < 0 || share.compareTo(BigDecimal.ONE) > 0) {
            throw limits.problem("share", "'share' is " + share.toPlainString() + "; write one from 0% to 100%");
        }
        return share;
    }

    private static String pattern(YamlMap yaml, String key, String pattern) {
        if (pattern.substring(0, pattern.lastIndexOf('/') + 1).contains("*")) {
            throw yaml.problem(key, "'" + pattern + "' has a * in a folder's name; only the file's name may have one");
        }
        return pattern;
    }

    private static List<Rule> rules(YamlMap yaml, Entity entity) {
        List<Rule> rules = new ArrayList<>();
        for (YamlMap rule : yaml.maps("rules")) {
            rule.only("name", "column", "reject", "says");
            String column = rule.text("column");
            if (entity.column(column).isEmpty()) {
                throw rule.problem(
                        "column",
                        "'" + column + "' is not a column of " + entity + "; write one of "
                                + entity.columns().stream().map(Column::name).collect(Collectors.joining(", ")));
            }
            rules.add(new Rule(rule.text("name"), column, rule.text("reject"), rule.text("says")));
        }
        return List.copyOf(rules);
    }
}
