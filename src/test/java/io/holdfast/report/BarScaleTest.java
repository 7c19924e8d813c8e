package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.report.BarScale.Bar;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BarScaleTest {

    private static BarScale of(@Nullable Double target, Double... figures) {
        List<Bar> bars = Arrays.stream(figures)
                .map(figure -> new Bar(figure, null, null, target))
                .toList();
        return BarScale.of(bars);
    }

    @Test
    void figuresNearEachOtherAreAllOnTheScaleAndSoIsTheirTarget() {
        assertThat(of(8.0, 4.0, 5.0, 5.0, 6.0, 9.0)).isEqualTo(new BarScale(4, 9));
        assertThat(of(12.0, 4.0, 9.0)).isEqualTo(new BarScale(4, 12));
    }

    @Test
    void oneFigureThatWouldTakeMostOfTheScaleIsLeftBeyondItsEnd() {
        BarScale scale = of(8.0, 4.0, 5.0, 5.0, 6.0, 180.0);
        // Up to the target, and half as much again for the mark of what lies beyond.
        assertThat(scale).isEqualTo(new BarScale(4, 10));
        assertThat(scale.holds(180)).isFalse();
    }

    @Test
    void ofTwoFiguresNoneIsAnOutlier() {
        assertThat(of(null, 1.0, 100.0)).isEqualTo(new BarScale(1, 100));
    }

    @Test
    void aWideIntervalWidensTheScaleByNoMoreThanItself() {
        BarScale scale = BarScale.of(List.of(
                new Bar(0.90, 0.88, 0.92, 0.95), new Bar(0.93, 0.91, 0.95, 0.95), new Bar(0.92, 0.30, 1.00, 0.95)));
        assertThat(scale.from()).isEqualTo(0.85, org.assertj.core.api.Assertions.within(1e-12));
        assertThat(scale.to()).isEqualTo(1.00, org.assertj.core.api.Assertions.within(1e-12));
    }

    @Test
    void withoutAnyFigureThereIsStillAScale() {
        assertThat(BarScale.of(List.of())).isEqualTo(new BarScale(0, 1));
        assertThat(of(null, 3.0)).isEqualTo(new BarScale(3, 3));
    }
}
