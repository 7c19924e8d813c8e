package io.holdfast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.holdfast.workspace.Company;
import io.holdfast.workspace.Definitions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The units that are ready for use: their limits hold what the program may take, and their own tools accept them. */
class DeployTest {

    private static final Path UNITS = Path.of("src/deploy");

    /** Beside heap and engine: code, threads, buffers of the virtual machine; measured at about 300 MB. */
    private static final long REST = 512;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "holdfast-schedule.service, holdfast-schedule.service, MemoryMax=(\\d+)M",
        "holdfast@.service, holdfast@.service, MemoryMax=(\\d+)M",
        "Containerfile, kubernetes-cronjob.yaml, 'limits:\\s+memory: (\\d+)Mi'",
        "Containerfile, Containerfile, --memory (\\d+)m"
    })
    void the_limit_holds_the_heap_the_engine_and_the_rest(String heapIn, String limitIn, String limit)
            throws IOException {
        Company company = Company.read(new Definitions("jobs", Path.of("jobs")));
        long engine = 1024L * Long.parseLong(company.memory().replace("GB", ""));

        assertThat(number(limitIn, limit)).isGreaterThanOrEqualTo(number(heapIn, "-Xmx(\\d+)m") + engine + REST);
    }

    @Test
    void the_manifest_is_yaml_of_a_cron_job() throws IOException {
        Map<String, Object> manifest = new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(Files.readString(UNITS.resolve("kubernetes-cronjob.yaml")));

        assertThat(manifest).containsEntry("kind", "CronJob").containsEntry("apiVersion", "batch/v1");
    }

    @Test
    void systemd_accepts_the_units() throws Exception {
        assumeThat(Path.of("/usr/bin/systemd-analyze")).as("systemd-analyze").exists();
        Files.copy(UNITS.resolve("holdfast-schedule.service"), folder.resolve("holdfast-schedule.service"));
        Files.copy(UNITS.resolve("holdfast@.service"), folder.resolve("holdfast@nightly.service"));
        Files.copy(UNITS.resolve("holdfast@.timer"), folder.resolve("holdfast@nightly.timer"));

        Process verify = new ProcessBuilder(
                        "systemd-analyze",
                        "verify",
                        folder.resolve("holdfast-schedule.service").toString(),
                        folder.resolve("holdfast@nightly.service").toString(),
                        folder.resolve("holdfast@nightly.timer").toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(verify.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(verify.waitFor()).as(said).isZero();
        assertThat(said.lines().filter(line -> line.contains("holdfast"))).isEmpty();
    }

    private static long number(String file, String pattern) throws IOException {
        Matcher found = Pattern.compile(pattern).matcher(Files.readString(UNITS.resolve(file)));
        assertThat(found.find()).as(pattern + " in " + file).isTrue();
        return Long.parseLong(found.group(1));
    }
}
