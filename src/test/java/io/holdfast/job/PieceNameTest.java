package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.review.Reviewed;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PieceNameTest {

    @Test
    void a_name_has_what_is_safe_of_the_key_and_a_part_of_its_hash() {
        // SHA-256 of 'C-17', by sha256sum.
        assertThat(name("C-17")).isEqualTo("key-account/c-17-%s.en.pdf".formatted(HASH_OF_C_17));
        assertThat(name("上海")).matches("key-account/[0-9a-f]{12}\\.en\\.pdf");
        assertThat(name("4".repeat(200))).hasSize("key-account/".length() + 40 + 1 + 12 + ".en.pdf".length());
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "/", "..", "C:\\x", "a\u0000b", "NUL", "con.pdf", "-rf", ".", "\n"})
    void no_key_leads_out_of_the_folder(String key) {
        Path folder = Path.of("/out/key-account");
        String name = name(key);
        assertThat(name).matches("key-account/[a-z0-9-]+\\.en\\.pdf");
        assertThat(folder.resolveSibling(name).normalize().getParent()).isEqualTo(folder);
        assertThat(name.substring(name.indexOf('/') + 1)).doesNotStartWith("-");
    }

    @Test
    void keys_that_differ_only_where_a_disk_sees_no_difference_have_names_of_their_own() {
        assertThat(List.of("a-1", "A-1", "a 1", "a/1", "a--1").stream()
                        .map(PieceNameTest::name)
                        .distinct())
                .hasSize(5);
    }

    private static final String HASH_OF_C_17 = "0600c220d023";

    private static String name(String key) {
        return PieceName.of(Reviewed.KEY_ACCOUNT, key, "en");
    }
}
