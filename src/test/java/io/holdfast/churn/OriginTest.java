package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OriginTest {

    @Test
    void a_long_history_gives_whole_horizons() {
        assertThat(Origin.before(0, 900, 180))
                .containsExactly(new Origin(720, 180), new Origin(630, 180), new Origin(540, 180));
    }

    @Test
    void a_short_history_gives_shorter_horizons_that_end_at_the_cut() {
        assertThat(Origin.before(0, 200, 180))
                .containsExactly(new Origin(100, 100), new Origin(120, 80), new Origin(140, 60));
    }

    @Test
    void no_origin_looks_beyond_the_cut() {
        for (int span = 0; span < 400; span++) {
            for (int horizon = 1; horizon < 200; horizon += 13) {
                assertThat(Origin.before(1000 - span, 1000, horizon))
                        .allMatch(origin -> origin.cut() + origin.horizon() <= 1000
                                && origin.horizon() > 0
                                && origin.horizon() <= 200)
                        .hasSizeGreaterThanOrEqualTo(span > 1 ? 1 : 0);
            }
        }
    }

    @Test
    void without_a_history_there_is_none() {
        assertThat(Origin.before(1000, 1000, 30)).isEmpty();
    }
}
