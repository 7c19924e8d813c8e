package io.holdfast.kpi;

import io.holdfast.lake.Entity;
import io.holdfast.ledger.Sha256;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All figures of a tree of jobs, and the relations that several of them need: {@code jobs/kpis/*.yml|sql} and
 * {@code jobs/kpis/relations/*.sql}. A relation is named as its file and computed once a run; one may use another.
 *
 * @param kpis by id
 * @param relations queries by name, each after those it uses
 */
public record Catalogue(List<Kpi> kpis, Map<String, String> relations) {

    private static final String FOLDER = "kpis";
    private static final String RELATIONS = FOLDER + "/relations";
    private static final Set<String> TAKEN = Stream.concat(
                    Stream.of("periods", "parameters"),
                    Arrays.stream(Entity.values()).map(Entity::relation))
            .collect(Collectors.toUnmodifiableSet());

    public static Catalogue read(Definitions jobs) {
        return new Catalogue(
                jobs.list(FOLDER, ".yml").stream()
                        .map(file -> Kpi.read(jobs, file))
                        .toList(),
                relations(jobs));
    }

    /** The files of the figures, for those who want one file's problems without losing the others'. */
    public static List<String> files(Definitions jobs) {
        return jobs.list(FOLDER, ".yml");
    }

    /** Files among the figures that are read by nobody. */
    static List<Problem> strays(Definitions jobs) {
        List<Problem> strays = new ArrayList<>();
        for (String file : jobs.list(FOLDER, ".yaml")) {
            strays.add(
                    new Problem(jobs.origin(file), 0, "is not read: figures are in files ending in .yml; rename it"));
        }
        for (String file : jobs.list(FOLDER, ".sql")) {
            String yaml = file.replaceFirst("\\.sql$", ".yml");
            if (!jobs.exists(yaml)) {
                strays.add(new Problem(
                        jobs.origin(file), 0, "is not read: a figure is a pair of files; add " + jobs.origin(yaml)));
            }
        }
        return strays;
    }

    /** One figure's definition, from the name of its YAML file. */
    public static Kpi read(Definitions jobs, String file) {
        return Kpi.read(jobs, file);
    }

    /** These figures alone, in this order; {@code all} means all of them. */
    public List<Kpi> chosen(List<String> ids, String askedIn) {
        if (ids.equals(List.of("all"))) {
            return kpis;
        }
        List<Kpi> chosen = new ArrayList<>();
        for (String id : ids.stream().distinct().toList()) {
            chosen.add(kpis.stream()
                    .filter(kpi -> kpi.id().equals(id))
                    .findFirst()
                    .orElseThrow(() -> new DefinitionException(
                            askedIn,
                            0,
                            "asks for the figure '" + id + "', which jobs/kpis/ does not have; it has "
                                    + kpis.stream().map(Kpi::id).collect(Collectors.joining(", ")))));
        }
        return chosen;
    }

    /** Whether a tree has the figures that somebody asks for, by the names of their files alone. */
    public static void require(Definitions jobs, List<String> ids, String askedIn) {
        for (String id : ids) {
            if (!"all".equals(id) && !jobs.exists(FOLDER + "/" + id + ".yml")) {
                throw new DefinitionException(
                        askedIn, 0, "asks for the figure '" + id + "', but jobs/kpis/" + id + ".yml is not there");
            }
        }
    }

    /** SHA-256 over everything that the figures depend on. */
    public String sha256() {
        return Sha256.of(kpis.stream().map(Kpi::sha256).collect(Collectors.joining("\n"))
                + relations.entrySet().stream().map(Object::toString).collect(Collectors.joining("\n")));
    }

    static Map<String, String> relations(Definitions jobs) {
        Map<String, String> queries = new TreeMap<>();
        for (String file : jobs.list(RELATIONS, ".sql")) {
            String name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.sql$", "");
            if (!name.matches("[a-z][a-z0-9_]*")) {
                throw new DefinitionException(
                        jobs.origin(file), 0, "'" + name + "' cannot name a relation; use small letters, digits and _");
            }
            if (TAKEN.contains(name)) {
                throw new DefinitionException(
                        jobs.origin(file), 0, "'" + name + "' is a relation of the suite; give this one another name");
            }
            queries.put(name, Kpi.query(jobs, file));
        }
        Map<String, String> sorted = new LinkedHashMap<>();
        while (!queries.isEmpty()) {
            List<String> ready = queries.keySet().stream()
                    .filter(name -> queries.keySet().stream()
                            .noneMatch(other -> !other.equals(name) && uses(queries.getOrDefault(name, ""), other)))
                    .toList();
            if (ready.isEmpty()) {
                throw new DefinitionException(
                        jobs.origin(RELATIONS), 0, "these relations use each other in a circle: " + queries.keySet());
            }
            ready.forEach(name -> sorted.put(name, queries.getOrDefault(name, "")));
            ready.forEach(queries::remove);
        }
        return sorted;
    }

    /**
     * All that a figure's rows rest on, as far as words tell: its query, the relations that it uses or that its breakdown may be
     * looked up in, those that these use, and the names of its breakdown.
     */
    public String text(Kpi kpi) {
        StringBuilder text = new StringBuilder(kpi.sql());
        kpi.breakdown().forEach(column -> text.append('\n').append(column));
        if (!kpi.breakdown().isEmpty()) {
            Evidence.LOOKUPS.forEach(relation -> text.append('\n').append(relation));
        }
        List<String> lastFirst = new ArrayList<>(relations.keySet());
        Collections.reverse(lastFirst);
        for (String name : lastFirst) {
            if (uses(text.toString(), name)) {
                text.append('\n').append(relations.getOrDefault(name, ""));
            }
        }
        return text.toString();
    }

    /** Whether a query names a relation, or a column. */
    public static boolean uses(String sql, String relation) {
        String code = sql.replaceAll("--[^\n]*", "");
        return Pattern.compile("\\b" + relation + "\\b", Pattern.CASE_INSENSITIVE)
                .matcher(code)
                .find();
    }
}
