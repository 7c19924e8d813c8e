package io.holdfast.review;

import io.holdfast.kpi.Figures;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Sql;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The contents of all reviews of a kind, as rows: a query for each table, however many items there are. Works with temporary
 * relations of one connection, on which the entities are there as known at a position. Nothing after the period's end is seen.
 */
public final class Reviews {

    /** The tables, in the order in which they refer to each other; jobs/MART.md says what their columns mean. */
    public static final List<String> TABLES =
            List.of("review_kind", "review", "review_month", "review_product", "review_open", "review_account");

    /** What they are made of, of the catalogue's relations. */
    public static final List<String> RELATIONS = List.of("accounts", "key_accounts", "open_complaints");

    private static final List<String> MADE = List.of("review_bounds", "review_risk", "review_of", "review_pending");

    private final Connection connection;
    private final Map<String, String> filled;

    /**
     * @param figures on the same connection, prepared
     * @param largest how many customers count as key accounts, of each of the two years
     * @param scores the run's file of scores; no risk is told where there is none
     * @param supplied the columns that somebody supplies, by entity: what nobody does is null, not 0
     */
    public Reviews(
            Connection connection,
            Figures figures,
            Reviewed kind,
            int largest,
            Optional<Path> scores,
            Map<Entity, Set<String>> supplied) {
        this.connection = connection;
        Set<String> orders = supplied.getOrDefault(Entity.ORDERS, Set.of());
        Set<String> feedback = supplied.getOrDefault(Entity.FEEDBACK, Set.of());
        this.filled = Map.ofEntries(
                Map.entry("{kind}", kind.toString()),
                Map.entry("{item}", kind.item()),
                Map.entry("{which}", kind.which(largest)),
                Map.entry("{one-customer}", String.valueOf(kind == Reviewed.KEY_ACCOUNT)),
                Map.entry("{scores}", scores.map(Reviews::of).orElse(NO_SCORES)),
                Map.entry("{knows-late}", String.valueOf(orders.containsAll(List.of("promised_at", "delivered_at")))),
                Map.entry("{knows-wrong}", String.valueOf(orders.contains("error_kind"))),
                Map.entry("{knows-feedback}", String.valueOf(feedback.contains("kind"))),
                Map.entry("{knows-answered}", String.valueOf(feedback.contains("answered_at"))),
                Map.entry("{knows-resolved}", String.valueOf(feedback.contains("resolved_at"))),
                Map.entry("{knows-scores}", String.valueOf(feedback.contains("score"))));
        figures.need(RELATIONS);
        MADE.forEach(relation ->
                Sql.run(connection, "create or replace temp table " + relation + " as\n" + query(relation)));
    }

    /** The rows of one of {@link #TABLES}. */
    public <T> T rows(String table, Sql.RowMapper<T> reader) {
        return Sql.read(connection, query(table), reader);
    }

    private static String of(Path scores) {
        return "read_parquet(" + Sql.literal(scores) + ")";
    }

    private static final String NO_SCORES = """
        (select null::varchar as customer_id, null::varchar as status, null::date as last_order, null::decimal(12, 9) as p_lapse,
        null::decimal(12, 9) as p_low, null::decimal(12, 9) as p_high, null::decimal(18, 2) as value_at_risk,
        null::decimal(18, 2) as lifetime_value, null::bigint as usual_gap, null::date as expected_next,
        null::bigint as days_overdue, null::varchar as reasons, null::varchar as action where false)\
        """;

    private String query(String name) {
        String query = read(name + ".sql");
        for (Map.Entry<String, String> one : filled.entrySet()) {
            query = query.replace(one.getKey(), one.getValue());
        }
        return query;
    }

    private static String read(String file) {
        try (InputStream in = Objects.requireNonNull(Reviews.class.getResourceAsStream(file), file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar's " + file + " cannot be read", e);
        }
    }
}
