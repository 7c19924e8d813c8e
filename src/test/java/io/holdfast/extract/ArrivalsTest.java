package io.holdfast.extract;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.extract.Arrivals.Arrival;
import io.holdfast.lake.Entity;
import io.holdfast.lake.Load;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArrivalsTest {

    private final Arrivals arrivals =
            new Arrivals(List.of(load(1, "b.csv", "one"), load(2, "a.csv", "two"), load(3, "b.csv", "three")));

    @Test
    void aFileIsKnownIfItIsAsItsOwnLatestLoad() {
        assertThat(arrivals.loadOf(task("b.csv"), "three"))
                .hasValueSatisfying(load -> assertThat(load.position()).isEqualTo(3));
    }

    @Test
    void aFileThatGoesBackToAnEarlierContentIsNotKnown() {
        assertThat(arrivals.loadOf(task("b.csv"), "one")).isEmpty();
        assertThat(arrivals.loadOf(task("a.csv"), "three")).isEmpty();
    }

    @Test
    void aNewFileIsKnownIfAnyFileHadItsContent() {
        assertThat(arrivals.loadOf(task("c.csv"), "one"))
                .hasValueSatisfying(load -> assertThat(load.position()).isEqualTo(1));
        assertThat(arrivals.loadOf(task("c.csv"), "four")).isEmpty();
    }

    @Test
    void filesComeInTheOrderInWhichTheyCameAndNewOnesByName() {
        assertThat(Stream.of("d.csv", "b.csv", "c.csv", "a.csv")
                        .map(file -> new Arrival(Entity.ORDERS, "shop", file))
                        .sorted(arrivals.order())
                        .map(Arrival::file))
                .containsExactly("a.csv", "b.csv", "c.csv", "d.csv");
    }

    @Test
    void ofAnotherSourceAFileOfTheSameNameIsAnotherFile() {
        assertThat(Stream.of(new Arrival(Entity.ORDERS, "web", "a.csv"), new Arrival(Entity.ORDERS, "shop", "b.csv"))
                        .sorted(arrivals.order())
                        .map(Arrival::source))
                .containsExactly("shop", "web");
    }

    private static FileTask task(String file) {
        return new FileTask("shop", file, Path.of(file));
    }

    private static Load load(long position, String file, String fingerprint) {
        return new Load(
                position,
                Instant.EPOCH,
                "run",
                Entity.ORDERS,
                "shop",
                file,
                "",
                fingerprint,
                Set.of("order_id"),
                1,
                0,
                0,
                1,
                1,
                "",
                Optional.of(""),
                "",
                "",
                Optional.empty());
    }
}
