package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.ledger.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.TimeZone;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZipTest {

    // An hour that New York skipped.
    private static final Instant AT = Instant.parse("2025-03-09T02:30:00Z");

    @TempDir
    private Path folder;

    @Test
    void the_same_content_gives_the_same_bytes_whenever_wherever_and_in_whatever_order_it_was_written()
            throws IOException {
        Path one = files("one", List.of("b/ä.csv", "a.txt", "b/10.txt"));
        Path other = files("other", List.of("b/10.txt", "b/ä.csv", "a.txt"));
        Files.setLastModifiedTime(other.resolve("a.txt"), FileTime.fromMillis(0));
        TimeZone own = TimeZone.getDefault();

        int files = Zip.write(one, AT, folder.resolve("one.zip"));
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("America/New_York"));
            Zip.write(other, AT, folder.resolve("other.zip"));
        } finally {
            TimeZone.setDefault(own);
        }

        assertThat(files).isEqualTo(3);
        assertThat(Sha256.of(folder.resolve("one.zip"))).isEqualTo(Sha256.of(folder.resolve("other.zip")));
        try (ZipFile zip = new ZipFile(folder.resolve("one.zip").toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName)).containsExactly("a.txt", "b/10.txt", "b/ä.csv");
            assertThat(zip.stream().map(ZipEntry::getTimeLocal)).containsOnly(LocalDateTime.of(2025, 3, 9, 2, 30));
        }
    }

    @Test
    void the_list_of_hashes_names_every_other_file_and_its_own_hash_names_all() throws IOException {
        Path one = files("one", List.of("b/c.txt", "a.txt"));

        String contents = Zip.sum(one);

        assertThat(one.resolve("SHA256SUMS"))
                .hasContent(Sha256.of("a.txt") + "  a.txt\n" + Sha256.of("b/c.txt") + "  b/c.txt\n");
        assertThat(contents).isEqualTo(Sha256.of(one.resolve("SHA256SUMS")));
    }

    private Path files(String name, List<String> files) throws IOException {
        for (String file : files) {
            Path path = folder.resolve(name).resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, file);
        }
        return folder.resolve(name);
    }
}
