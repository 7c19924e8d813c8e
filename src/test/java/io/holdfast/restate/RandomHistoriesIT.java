package io.holdfast.restate;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.lake.Entity;
import io.holdfast.ledger.Head;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Restatements of histories that dice made: orders, customers and feedback that come, change, change back, are deleted
 * and come again.
 */
class RandomHistoriesIT {

    private static final List<String> FIGURES = List.of(
            "on-time-delivery",
            "late-days",
            "perfect-order-rate",
            "returning-customer-share",
            "retention-rate",
            "satisfaction",
            "answer-time",
            "complaint-ratio",
            "top-20-share",
            "ltv");

    @TempDir
    private Path folder;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 12);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void the_parts_of_every_number_add_up_to_its_difference_and_its_last_stage_is_what_a_run_would_compute_now(
            long seed) throws SQLException {
        SplittableRandom random = new SplittableRandom(seed);
        try (SmallHistory history = new SmallHistory(folder)) {
            List<Head> heads = new ArrayList<>();
            int loads = 5 + random.nextInt(5);
            for (int i = 0; i < loads; i++) {
                heads.add(load(history, random, i));
            }
            Head then = heads.get(2 + random.nextInt(loads - 3));
            Head now = heads.get(loads - 1);
            Basis before = SmallHistory.shipped();
            Basis today = random.nextBoolean()
                    ? before
                    : history.edited("company.yml", "tolerance_days: 0", "tolerance_days: " + random.nextInt(3));

            Restatement restatement = history.restate(FIGURES, before, today, then, now);

            List<Published> published = history.published(FIGURES, before, then);
            List<Published> direct = history.published(FIGURES, today, now);
            assertThat(restatement.figures()).hasSize(FIGURES.size());
            for (RestatedFigure figure : restatement.figures()) {
                figure.values().forEach(value -> assertThat(addsUp(value))
                        .as("%s %s", figure.kpi().id(), value)
                        .isTrue());
                direct.stream()
                        .filter(one -> one.kpi().equals(figure.kpi().id()))
                        .forEach(one -> assertThat(same(one, figure, published))
                                .as("%s: %s", one, figure.values())
                                .isTrue());
                assertThat(figure.total().parts().get(0).moved()).isFalse();
                boolean otherwise =
                        figure.total().parts().subList(1, 5).stream().anyMatch(Part::moved);
                assertThat(figure.rows().size() + figure.due() + figure.indirect() > 0 || !otherwise)
                        .as("%s moved, and something moved it", figure.kpi().id())
                        .isTrue();
            }
        }
    }

    private static boolean addsUp(RestatedValue value) {
        BigDecimal sum = value.parts().stream()
                .flatMap(part -> Optional.ofNullable(part.part()).stream())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal difference = value.difference();
        return difference == null
                ? value.published() == null || value.figure() == null
                : sum.compareTo(difference) == 0
                        && value.figure() != null
                        && difference.compareTo(value.figure().subtract(value.published())) == 0;
    }

    // A value that no cause touched is not told: it is still the published one.
    private static boolean same(Published direct, RestatedFigure figure, List<Published> published) {
        Optional<BigDecimal> now = figure.values().stream()
                .filter(value -> value.dimension().equals(direct.dimension())
                        && value.member().equals(direct.member()))
                .findFirst()
                .map(value -> Optional.ofNullable(value.figure()))
                .orElseGet(() -> published.stream()
                        .filter(one -> one.kpi().equals(direct.kpi())
                                && one.dimension().equals(direct.dimension())
                                && one.member().equals(direct.member()))
                        .findFirst()
                        .map(Published::figure));
        return direct.figure() == null
                ? now.isEmpty()
                : now.isPresent() && now.get().compareTo(direct.figure()) == 0;
    }

    private static Head load(SmallHistory history, SplittableRandom random, int number) {
        String at = "2026-01-0" + (1 + number / 2) + "T0" + number + ":00:00Z";
        if (number > 1 && random.nextInt(4) == 0) {
            Entity entity = random.nextBoolean() ? Entity.ORDERS : Entity.FEEDBACK;
            String first = entity == Entity.ORDERS ? "o" : "f";
            return history.delete(
                    entity,
                    at,
                    random.ints(8, 0, 80).distinct().mapToObj(id -> first + id).toList());
        }
        if (number == 0 || number > 2 && random.nextInt(2) == 0) {
            return history.load(
                    Entity.ORDERS,
                    at,
                    "order_id, customer_id, ordered_at, promised_at, delivered_at, status, amount, cost, branch,"
                            + " error_kind, error_reached_customer",
                    rows(random, number == 0 ? 60 : 15, RandomHistoriesIT::order));
        }
        if (number == 1 || random.nextInt(3) > 0) {
            return history.load(
                    Entity.FEEDBACK,
                    at,
                    "feedback_id, customer_id, order_id, kind, category, received_at, answered_at, score, scale",
                    rows(random, 12, RandomHistoriesIT::feedback));
        }
        return history.load(
                Entity.CUSTOMERS,
                at,
                "customer_id, name, branch, segment, released_on",
                rows(random, 6, RandomHistoriesIT::customer));
    }

    private interface Row {
        String of(int id, SplittableRandom random);
    }

    // No key twice in a load.
    private static String rows(SplittableRandom random, int most, Row row) {
        List<String> rows = new ArrayList<>();
        for (int id = 0; id < 80; id++) {
            if (random.nextInt(80) < most) {
                rows.add(row.of(id, random));
            }
        }
        return String.join(", ", rows.isEmpty() ? List.of(row.of(0, random)) : rows);
    }

    private static String order(int id, SplittableRandom random) {
        int ordered = random.nextInt(420);
        String moment = "timestamp '2024-11-10 09:00:00' + interval '" + ordered + "' day";
        boolean wrong = random.nextInt(8) == 0;
        return "('o" + id + "', 'c" + random.nextInt(9) + "', " + moment + ", " + moment + " + interval '5' day, "
                + (random.nextInt(6) == 0 ? "null" : moment + " + interval '" + random.nextInt(9) + "' day") + ", "
                + (random.nextInt(12) == 0 ? "'cancelled'" : "'open'") + ", " + (100 + random.nextInt(900)) + ".50, "
                + random.nextInt(500) + ".25, 'B" + random.nextInt(3) + "', " + (wrong ? "'size', true" : "null, null")
                + ")";
    }

    private static String feedback(int id, SplittableRandom random) {
        String moment = "timestamp '2025-11-10 08:00:00' + interval '" + random.nextInt(60) + "' day";
        String kind = Objects.requireNonNull(
                List.of("survey", "complaint", "question").get(random.nextInt(3)));
        return "('f" + id + "', 'c" + random.nextInt(9) + "', 'o" + random.nextInt(90) + "', '" + kind + "', "
                + (kind.equals("complaint") ? "'colour'" : "null") + ", " + moment + ", "
                + (kind.equals("survey") || random.nextInt(4) == 0
                        ? "null"
                        : moment + " + interval '" + random.nextInt(90) + "' hour")
                + ", " + (kind.equals("survey") ? 1 + random.nextInt(5) + ", 5" : "null, null") + ")";
    }

    private static String customer(int id, SplittableRandom random) {
        return "('c" + id + "', 'Name " + random.nextInt(3) + "', 'B" + random.nextInt(3) + "', 'S" + random.nextInt(2)
                + "', " + (random.nextInt(6) == 0 ? "date '2025-12-05'" : "null") + ")";
    }
}
