package io.holdfast.churn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SplitMix64Test {

    /** The first numbers of seed 1234567 that S. Vigna's reference implementation (splitmix64.c) gives. */
    @Test
    void gives_the_numbers_of_the_reference() {
        long[] expected = {
            6457827717110365317L,
            3203168211198807973L,
            Long.parseUnsignedLong("9817491932198370423"),
            4593380528125082431L,
            Long.parseUnsignedLong("16408922859458223821")
        };
        for (int i = 0; i < expected.length; i++) {
            assertThat(SplitMix64.at(1234567, i + 1)).isEqualTo(expected[i]);
        }
    }
}
