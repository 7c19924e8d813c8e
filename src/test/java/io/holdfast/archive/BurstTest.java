package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BurstTest {

    private static final String A = "a".repeat(64);
    private static final String B = "b".repeat(64);

    @Test
    void a_manifest_has_a_line_for_each_file_in_the_order_of_names_and_then_what_is_missing() {
        Burst burst = new Burst(new TreeMap<>(Map.of("y/2.pdf", A, "y/1.pdf", B)), List.of("y/4.pdf", "y/3.pdf"));

        assertThat(burst.text())
                .isEqualTo(B + "  y/1.pdf\n" + A + "  y/2.pdf\n# not made: y/3.pdf\n# not made: y/4.pdf\n");
        assertThat(Burst.of(burst.text())).isEqualTo(burst);
    }

    @Test
    void a_line_that_is_none_is_refused() {
        assertThatThrownBy(() -> Burst.of("abc  y/1.pdf\n"))
                .isInstanceOf(ArchiveException.class)
                .hasMessage("'abc  y/1.pdf' is no line of a manifest: a SHA-256, two spaces, a name");
    }
}
