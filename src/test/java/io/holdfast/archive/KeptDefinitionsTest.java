package io.holdfast.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.ledger.Sha256;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptDefinitionsTest {

    @TempDir
    private Path folder;

    private KeptDefinitions kept;

    @BeforeEach
    void layOut() throws IOException {
        write("jobs/company.yml", "company: Druckerei\n");
        write("jobs/kpis/one.yml", "name: one\n");
        write("reports/pack.jrxml", "<jasperReport/>\n");
        kept = new KeptDefinitions(folder.resolve("data/archive"));
    }

    @Test
    void a_later_edit_does_not_reach_what_was_kept() throws IOException {
        String sha256 = kept.keep(new Workspace(folder));
        write("jobs/kpis/one.yml", "name: two\n");
        write("jobs/kpis/more.yml", "name: more\n");
        Files.delete(folder.resolve("reports/pack.jrxml"));

        Workspace then = kept.open(new Workspace(folder), sha256);

        assertThat(then.jobs().all()).containsExactly("company.yml", "kpis/one.yml");
        assertThat(then.jobs().text("kpis/one.yml")).isEqualTo("name: one\n");
        assertThat(then.jobs().list("kpis", ".yml")).containsExactly("kpis/one.yml");
        assertThat(then.jobs().list("", ".yml")).containsExactly("company.yml");
        assertThat(then.jobs().exists("kpis/more.yml")).isFalse();
        assertThat(then.reports().exists("pack.jrxml")).isTrue();
        assertThat(then.reports().origin("pack.jrxml")).isEqualTo("reports/pack.jrxml");
    }

    @Test
    void the_manifest_is_what_sha256sum_prints_and_its_hash_names_all() throws IOException {
        String sha256 = kept.keep(new Workspace(folder));

        assertThat(kept.path(sha256))
                .hasContent(Sha256.of("company: Druckerei\n") + "  jobs/company.yml\n" + Sha256.of("name: one\n")
                        + "  jobs/kpis/one.yml\n" + Sha256.of("<jasperReport/>\n") + "  reports/pack.jrxml\n");
        assertThat(sha256).isEqualTo(KeptDefinitions.sha256(new Workspace(folder)));
    }

    @Test
    void what_was_changed_in_the_archive_is_refused_and_kept_anew_by_the_next_run() throws IOException {
        String sha256 = kept.keep(new Workspace(folder));
        Path one = kept.path(Sha256.of("name: one\n"));
        Files.writeString(one, "name: three\n");

        assertThatThrownBy(() -> kept.open(new Workspace(folder), sha256))
                .isInstanceOf(ArchiveException.class)
                .hasMessageContaining(one + " was changed")
                .hasMessageContaining("backup");
        kept.keep(new Workspace(folder));
        assertThat(kept.open(new Workspace(folder), sha256).jobs().text("kpis/one.yml"))
                .isEqualTo("name: one\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
