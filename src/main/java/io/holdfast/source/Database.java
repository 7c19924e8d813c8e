package io.holdfast.source;

import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Secret;
import io.holdfast.workspace.YamlMap;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A database that rows come from: of {@code jobs/databases.yml}, or described in the source itself.
 *
 * @param name as messages and the ledger have it
 * @param place where it is described, for messages
 * @param url for its JDBC driver
 * @param user who reads; empty where the driver finds it by itself
 * @param password of that user; always a reference
 * @param properties of the driver, besides those that the suite sets
 * @param timeout after which a database that does not answer counts as gone
 */
public record Database(
        String name,
        YamlMap place,
        Secret url,
        Optional<Secret> user,
        Optional<Secret> password,
        Map<String, Secret> properties,
        Duration timeout) {

    /** Where databases stand that several sources read. */
    public static final String FILE = "databases.yml";

    private static final String SECRET = "(?i).*(passw|passphrase|passwd|pwd|secret|token|credential).*";
    private static final long TIMEOUT = 600;

    /** The one that a source names, or describes. */
    static Database of(Definitions jobs, YamlMap source) {
        if (source.isMap("database")) {
            return read("database", source.map("database"));
        }
        String name = source.text("database");
        Map<String, Database> known = all(jobs);
        Database database = known.get(name);
        if (database == null) {
            throw source.problem(
                    "database",
                    "'" + name + "' does not stand in " + jobs.origin(FILE) + ", which has " + known.keySet()
                            + "; add it there: url, user, password");
        }
        return database;
    }

    /** Every database of {@code jobs/databases.yml}, by name; none where there is no such file. */
    public static Map<String, Database> all(Definitions jobs) {
        Map<String, Database> databases = new LinkedHashMap<>();
        if (jobs.exists(FILE)) {
            YamlMap yaml = YamlMap.read(jobs, FILE);
            for (String name : yaml.keys()) {
                if (!name.matches("[A-Za-z][A-Za-z0-9_-]*")) {
                    throw yaml.problem(name, "'" + name + "' cannot name a database; use letters, digits, - and _");
                }
                databases.put(name, read(name, yaml.map(name)));
            }
        }
        return Collections.unmodifiableMap(databases);
    }

    /**
     * Refuses passwords that are written out, wherever a database is described: before anybody keeps a copy of them.
     *
     * @throws DefinitionException where there is one, or a description cannot be understood
     */
    public static void refusePasswords(Definitions jobs) {
        all(jobs);
        for (String file : Source.files(jobs)) {
            YamlMap source = YamlMap.read(jobs, file);
            if (source.isMap("database")) {
                of(jobs, source);
            }
        }
    }

    private static Database read(String name, YamlMap yaml) {
        yaml.only("url", "user", "password", "properties", "timeout");
        Secret url = Secret.address(yaml, "url");
        if (!url.toString().startsWith("jdbc:") && !url.toString().startsWith("${")) {
            throw yaml.problem(
                    "url", "'url' is '" + url + "'; write one for JDBC, such as jdbc:postgresql://db.example/shop");
        }
        YamlMap given = yaml.map("properties");
        Map<String, Secret> properties = new LinkedHashMap<>();
        for (String key : given.keys()) {
            properties.put(key, key.matches(SECRET) ? Secret.hidden(given, key) : Secret.text(given, key));
        }
        return new Database(
                name,
                yaml,
                url,
                yaml.has("user") ? Optional.of(Secret.text(yaml, "user")) : Optional.empty(),
                yaml.has("password") ? Optional.of(Secret.hidden(yaml, "password")) : Optional.empty(),
                Collections.unmodifiableMap(properties),
                Duration.ofSeconds(yaml.wholeNumber("timeout", 1, TIMEOUT)));
    }
}
