package io.holdfast.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentStoreTest {

    // SHA-256 of "abc": FIPS 180-2, appendix B.1.
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @TempDir
    private Path folder;

    @Test
    void a_file_is_kept_under_its_hash_and_no_longer_where_it_was() throws IOException {
        ContentStore store = new ContentStore(folder.resolve("kept/here"), ".txt");
        Path finished = Files.writeString(folder.resolve("finished"), "abc");

        assertThat(store.keep(finished)).isEqualTo(ABC);
        assertThat(store.path(ABC)).hasContent("abc").hasFileName(ABC + ".txt");
        assertThat(finished).doesNotExist();
    }

    @Test
    void the_same_content_twice_is_one_file() throws IOException {
        ContentStore store = new ContentStore(folder.resolve("kept"), ".txt");
        store.keep(Files.writeString(folder.resolve("one"), "abc"));
        store.keep(Files.writeString(folder.resolve("two"), "abc"));

        assertThat(folder.resolve("kept")).isDirectoryContaining(file -> file.equals(store.path(ABC)));
        try (var files = Files.list(folder.resolve("kept"))) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void a_file_that_cannot_be_moved_stays_where_it_is() throws IOException {
        Path finished = Files.writeString(folder.resolve("finished"), "abc");
        ContentStore store = new ContentStore(folder.resolve("blocked"), ".txt");
        Files.createDirectories(store.path(ABC).resolve("not empty"));

        assertThatThrownBy(() -> store.keep(finished)).isInstanceOf(IOException.class);
        assertThat(finished).hasContent("abc");
    }
}
