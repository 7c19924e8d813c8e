package io.holdfast.lake;

import io.holdfast.ledger.Claim;
import io.holdfast.ledger.Removals.Gone;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the lake's files say of one customer besides facts, and the same files without it: a name becomes {@link #REMOVED},
 * a text is emptied, of rejected records that name the customer the raw text and the value become {@link #REMOVED}. Rows keep
 * their order and number.
 */
public final class Erasure {

    /** What stands in the place of a name, and of what a rejected record held. */
    public static final String REMOVED = "(removed)";

    // Signs that sources put between fields; those of dates, times and amounts are none of them.
    private static final String SEPARATORS = "[,;|~^¦§\\x01-\\x1f]";

    private final Lake lake;
    private final LakeFiles files;
    private final Path folder;
    private final Connection connection;
    private final String customer;

    /** @param folder the lake's */
    public Erasure(Lake lake, Path folder, Connection connection, String customer) {
        this.lake = lake;
        this.files = new LakeFiles(folder);
        this.folder = folder;
        this.connection = connection;
        this.customer = customer;
    }

    /**
     * A file that says something of the customer.
     *
     * @param kind the folder that it lies in
     * @param rows that say it
     */
    public record Held(String kind, String sha256, Path file, long rows) {}

    /** Whether anything as known now is about the customer. */
    public boolean isKnown(long position) {
        return Stream.of(Entity.CUSTOMERS, Entity.ORDERS, Entity.FEEDBACK)
                .anyMatch(entity -> Sql.number(
                                connection,
                                "select count(*) from (" + lake.asKnownAt(entity, position) + ") where customer_id = "
                                        + Sql.literal(customer))
                        > 0);
    }

    /** The names that the customer has, and ever had. */
    public Set<String> names() {
        Set<String> names = new TreeSet<>();
        for (Path file : claimed(this::mayName).values()) {
            if (columns(file).contains("name")) {
                names.addAll(Sql.query(
                        connection,
                        "select distinct name from " + from(file) + " where name is not null and name <> "
                                + Sql.literal(REMOVED) + " and customer_id = " + Sql.literal(customer),
                        row -> row.getString(1)));
            }
        }
        return names;
    }

    /** Every file that says something of the customer, which also may be called by these names. */
    public List<Held> held(Set<String> names) {
        List<Held> held = new ArrayList<>();
        claimed(kind -> mayName(kind) || kind.equals(Lake.REJECTS)).forEach((sha256, file) -> {
            String kind = kind(file);
            Optional<String> told = condition(kind, file, names);
            long rows = told.map(
                            where -> Sql.number(connection, "select count(*) from " + from(file) + " where " + where))
                    .orElse(0L);
            if (rows > 0) {
                held.add(new Held(kind, sha256, file, rows));
            }
        });
        return held;
    }

    /** Writes a file anew without what it says of the customer, and keeps it beside the old one. */
    public Gone replace(Held held, Set<String> names, Path staging) {
        Path draft = staging.resolve("erased.parquet");
        String where = condition(held.kind(), held.file(), names).orElseThrow();
        String replaced = replacements(held.kind(), held.file()).entrySet().stream()
                .map(column -> "case when " + where + " then " + column.getValue() + " else " + column.getKey()
                        + " end as " + column.getKey())
                .collect(Collectors.joining(", "));
        Sql.write(connection, "select * replace (" + replaced + ") from " + from(held.file()), draft);
        return Gone.replaced(
                "lake/" + held.kind() + "/" + held.file().getFileName(),
                held.sha256(),
                files.adopt(held.kind(), draft));
    }

    /** A copy of rejected rows for people, as CSV: how many of them say something of the customer. */
    public long copied(Path csv, Set<String> names) {
        return Sql.number(connection, "select count(*) from " + csv(csv) + " where " + rejected(names));
    }

    /** Whether a Parquet file that somebody had written out shows one of these names anywhere. */
    public boolean shows(Path parquet, Set<String> names) {
        return names.stream()
                .anyMatch(name -> Sql.number(
                                connection,
                                "select count(*) from " + from(parquet)
                                        + " as found where contains(cast(found as varchar), " + Sql.literal(name) + ")")
                        > 0);
    }

    /** Writes such a copy anew without it. */
    public void replaceCopy(Path csv, Set<String> names) {
        Path draft = csv.resolveSibling(csv.getFileName() + ".draft");
        String where = rejected(names);
        CsvCells.write(
                connection,
                "select * replace (case when " + where + " then " + emptied("raw") + " else raw end as raw, case when "
                        + where + " then " + emptied("value") + " else value end as value) from " + csv(csv),
                draft);
        try {
            Files.move(draft, csv, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + csv, e);
        }
    }

    /** Deletes what a killed process left in the folders of personal values and never entered. */
    public void removeUnclaimed() {
        Set<Path> claimed = lake.claims().stream().map(Claim::file).collect(Collectors.toSet());
        for (String kind : List.of("personal", "customers", "feedback", Lake.REJECTS, ScoresFile.KIND)) {
            try (Stream<Path> all =
                    Files.isDirectory(folder.resolve(kind)) ? Files.list(folder.resolve(kind)) : Stream.empty()) {
                for (Path file : all.filter(file -> !claimed.contains(file)).toList()) {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot clear " + folder.resolve(kind), e);
            }
        }
    }

    private Map<String, Path> claimed(Predicate<String> kinds) {
        Map<String, Path> claimed = new LinkedHashMap<>();
        lake.claims().stream()
                .filter(claim -> kinds.test(kind(claim.file())))
                .forEach(claim ->
                        claimed.putIfAbsent(claim.sha256(), files.verified(kind(claim.file()), claim.sha256())));
        return claimed;
    }

    // Score files and facts of earlier programs have names too.
    private boolean mayName(String kind) {
        return kind.equals(Lake.PERSONAL)
                || kind.equals(ScoresFile.KIND)
                || Entity.named(kind)
                        .filter(entity -> !entity.personal().isEmpty())
                        .isPresent();
    }

    private static String kind(Path file) {
        return Objects.requireNonNull(file.getParent()).getFileName().toString();
    }

    private Optional<String> condition(String kind, Path file, Set<String> names) {
        if (kind.equals(Lake.REJECTS)) {
            return Optional.of(rejected(names));
        }
        Set<String> personal = replacements(kind, file).keySet();
        return personal.isEmpty()
                ? Optional.empty()
                : Optional.of("(customer_id = " + Sql.literal(customer) + written(file) + ") and ("
                        + personal.stream()
                                .map(column -> column + " is not null and " + column + " <> " + Sql.literal(REMOVED))
                                .collect(Collectors.joining(" or "))
                        + ")");
    }

    // What was written under a key that ever was the customer's is the customer's, whomever it was first put down to.
    private String written(Path file) {
        List<Path> feedback = List.copyOf(
                claimed(kind -> kind.equals(Entity.FEEDBACK.relation())).values());
        return feedback.isEmpty() || !columns(file).contains("feedback_id")
                ? ""
                : " or feedback_id in (select feedback_id from " + Layers.parquet(feedback) + " where customer_id = "
                        + Sql.literal(customer) + ")";
    }

    private Map<String, String> replacements(String kind, Path file) {
        Map<String, String> replacements = new LinkedHashMap<>();
        if (kind.equals(Lake.REJECTS)) {
            replacements.put("raw", emptied("raw"));
            replacements.put("value", emptied("value"));
            return replacements;
        }
        Set<String> columns = columns(file);
        for (Entity entity : Entity.values()) {
            for (Column column : entity.personal()) {
                if (columns.contains(column.name())) {
                    replacements.put(
                            column.name(),
                            column.name().equals("name") ? emptied(column.name()) : "cast(null as varchar)");
                }
            }
        }
        return replacements;
    }

    private static String emptied(String column) {
        return "case when " + column + " is not null then " + Sql.literal(REMOVED) + " end";
    }

    // A record that was refused has no columns: a field of it is what stands between separators, without its quotes; a
    // name that holds a separator itself counts wherever it stands.
    private String rejected(Set<String> names) {
        List<String> conditions = new ArrayList<>();
        for (String told : Stream.concat(Stream.of(customer), names.stream()).toList()) {
            String literal = Sql.literal(told);
            conditions.add("value = " + literal);
            conditions.add("list_contains(list_transform(string_split_regex(raw, " + Sql.literal(SEPARATORS)
                    + "), lambda field: trim(field, ' \"''')), " + literal + ")");
            if (told.matches("(?s).*[,;\\t|\"'].*")) {
                conditions.add("contains(raw, " + literal + ")");
                conditions.add("contains(raw, " + Sql.literal(told.replace("\"", "\"\"")) + ")");
            }
        }
        return "coalesce(" + String.join(", false) or coalesce(", conditions) + ", false)";
    }

    private Set<String> columns(Path file) {
        return Set.copyOf(Sql.query(connection, "describe from " + from(file), row -> row.getString("column_name")));
    }

    private static String from(Path file) {
        return Layers.parquet(List.of(file));
    }

    private static String csv(Path file) {
        return CsvCells.texts(
                "read_csv(" + Sql.literal(file)
                        + ", header = true, all_varchar = true, delim = ',', quote = '\"', escape = '\"', auto_detect = true)",
                "raw",
                "value");
    }
}
