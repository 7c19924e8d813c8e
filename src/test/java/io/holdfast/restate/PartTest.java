package io.holdfast.restate;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PartTest {

    @Test
    void each_cause_has_the_difference_from_the_one_before_and_one_that_is_not_there_has_none() {
        List<Part> parts = Part.of(number("0.9"), stages(Cause.ARRIVAL, "0.8", Cause.CORRECTION, "0.85"));

        assertThat(parts)
                .extracting(part -> Objects.requireNonNull(part.part()).toPlainString())
                .containsExactly("0.0", "-0.1", "0.05", "0.00", "0.00", "0.00");
        assertThat(parts).extracting(Part::moved).containsExactly(false, true, true, false, false, false);
    }

    @Test
    void a_stage_without_a_value_takes_no_part_and_the_next_is_set_against_the_last_there_was() {
        Map<Cause, Optional<BigDecimal>> stages = stages(Cause.DEFINITION, "0.7");
        stages.put(Cause.CORRECTION, Optional.empty());
        stages.put(Cause.TIME, Optional.empty());

        List<Part> parts = Part.of(number("0.9"), stages);

        assertThat(parts.get(Cause.CORRECTION.ordinal()).part()).isNull();
        assertThat(parts.get(Cause.CORRECTION.ordinal()).moved()).isTrue();
        assertThat(parts.get(Cause.TIME.ordinal()).moved()).isFalse();
        assertThat(parts.get(Cause.DEFINITION.ordinal()).part()).isEqualByComparingTo("-0.2");
    }

    @Test
    void a_first_value_is_nobody_s_difference() {
        List<Part> parts = Part.of(null, stages(Cause.ARRIVAL, "0.8", Cause.CORRECTION, "0.85"));

        assertThat(parts.get(Cause.PROGRAM.ordinal()).moved()).isFalse();
        assertThat(parts.get(Cause.ARRIVAL.ordinal()).part()).isNull();
        assertThat(parts.get(Cause.ARRIVAL.ordinal()).moved()).isTrue();
        assertThat(parts.get(Cause.CORRECTION.ordinal()).part()).isEqualByComparingTo("0.05");
    }

    private static Map<Cause, Optional<BigDecimal>> stages(Object... given) {
        Map<Cause, Optional<BigDecimal>> stages = new EnumMap<>(Cause.class);
        for (int i = 0; i < given.length; i += 2) {
            stages.put((Cause) given[i], Optional.of(number((String) given[i + 1])));
        }
        return stages;
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }
}
