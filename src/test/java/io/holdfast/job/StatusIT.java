package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be seen of a run from outside, while another process is at it and after it was killed. */
class StatusIT {

    private static final Path JAVA = Path.of(System.getProperty("java.home"));

    @TempDir
    Path folder;

    @Test
    void a_run_of_another_process_is_shown_at_its_step_and_one_that_was_killed_is_stuck_until_it_is_continued() {
        Workspaces workspace = Workspaces.demo(folder);
        assertThat(workspace.nightly().exitCode()).isZero();
        RealProcess pack = RealProcess.start("run", "monthly-pack", "--period", "2025-12", "--dir", folder.toString());

        String shown = until(workspace, "step churn");
        Workspaces.Ended doctor = workspace.run("doctor");
        pack.kill();
        Workspaces.Ended killed = workspace.run("doctor");
        Workspaces.Ended continued = workspace.run("run", "monthly-pack", "--period", "2025-12");
        Workspaces.Ended after = workspace.run("status");

        assertThat(shown).contains("monthly-pack-2025-12-r1 at work for").contains("nightly");
        assertThat(doctor.out()).contains("at work: another process");
        assertThat(killed.out())
                .contains("stuck: monthly-pack 2025-12")
                .contains("holdfast run monthly-pack --period 2025-12");
        assertThat(continued.exitCode()).as(continued.said()).isZero();
        assertThat(after.out()).containsPattern("monthly-pack +2025-12 +done").doesNotContain("at work");
        assertThat(workspace.path("data/status/at-work.yml")).doesNotExist();
    }

    @Test
    void with_a_log_wanted_each_line_is_json_with_the_run_the_job_and_the_step_it_belongs_to() throws IOException {
        Workspaces workspace = Workspaces.withOrders(folder);
        workspace.write("inbox/orders-1.csv", Workspaces.HEADER + Workspaces.rows(1, 8, "c1"));

        RealProcess.Ended ended = logged("ecs", "run", "nightly", "--period", "2026-01-03");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        ObjectMapper json = new ObjectMapper();
        boolean staged = false;
        for (String line : ended.said().lines().toList()) {
            JsonNode entry = json.readTree(line);
            assertThat(entry.path("run").asText()).as(line).isEqualTo("nightly-2026-01-03-r1");
            assertThat(entry.path("job").asText()).isEqualTo("nightly");
            staged |= entry.path("step").asText().equals("stage-file")
                    && entry.path("message").asText().contains("8 read = 8 accepted");
        }
        assertThat(staged).as(ended.said()).isTrue();
    }

    @Test
    void what_went_wrong_is_in_the_log_and_in_words_on_standard_error() {
        Workspaces workspace = Workspaces.withOrders(folder);
        workspace.write("inbox/orders-1.csv", Workspaces.HEADER + "o9,c1,yesterday,,open,1\n");

        RealProcess.Ended ended = logged("plain", "run", "nightly", "--period", "2026-01-03");

        assertThat(ended.exitCode()).isEqualTo(3);
        List<String> failed = ended.said()
                .lines()
                .filter(line -> line.contains("nightly-2026-01-03-r1 failed"))
                .toList();
        assertThat(failed).hasSize(2);
        assertThat(failed).anyMatch(line -> line.contains(" ERROR [nightly-2026-01-03-r1 nightly -] io.holdfast: "));
        assertThat(failed).anyMatch(line -> line.startsWith("nightly-2026-01-03-r1 failed"));
    }

    @Test
    void a_log_of_an_unknown_kind_is_refused_with_those_there_are() {
        RealProcess.Ended ended = logged("xml", "status");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.said()).contains("HOLDFAST_LOG").contains("plain, ecs, logstash");
    }

    private RealProcess.Ended logged(String format, String... arguments) {
        return RealProcess.start(
                        Map.of("HOLDFAST_LOG", format),
                        JAVA,
                        List.of(),
                        Stream.concat(Stream.of(arguments), Stream.of("--dir", folder.toString()))
                                .toArray(String[]::new))
                .await();
    }

    private static String until(Workspaces workspace, String shown) {
        for (int tenth = 0; tenth < 1200; tenth++) {
            String out = workspace.run("status").out();
            if (out.contains(shown)) {
                return out;
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalStateException("status never showed " + shown);
    }
}
