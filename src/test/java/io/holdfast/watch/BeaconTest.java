package io.holdfast.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A scheduler's own page for machines, on loopback, asked by the JDK's HTTP client. */
class BeaconTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-01-05T04:00:00Z"), ZoneOffset.UTC);
    private static final InetSocketAddress ANY = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private Beacon beacon;

    @BeforeEach
    void listen() throws IOException {
        Files.createDirectories(folder.resolve("jobs"));
        Files.createDirectories(folder.resolve("data/status"));
        Files.writeString(
                folder.resolve("jobs/company.yml"), "company: Druckerei\nzone: Europe/Berlin\nlanguages: en\n");
        nightly("");
        Files.writeString(
                folder.resolve("data/status/standing.yml"),
                "position: 41\nrecorded-at: 2026-01-04T02:01:00Z\njobs: []\nunfinished: []\n");
        beacon = new Beacon(new Workspace(folder), CLOCK, ANY);
    }

    @AfterEach
    void end() {
        beacon.close();
    }

    @Test
    void prometheus_finds_the_jobs_and_the_machine() throws Exception {
        HttpResponse<String> answer = ask("/metrics", "GET");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body())
                .contains("holdfast_ledger_position 41.0")
                .contains("jvm_memory_used_bytes{area=\"heap\"");
        assertThat(answer.body().lines().filter(line -> line.startsWith("# TYPE")))
                .doesNotHaveDuplicates();
    }

    @Test
    void health_is_what_the_doctor_finds() throws Exception {
        assertThat(ask("/health", "GET").statusCode()).isEqualTo(200);

        nightly("schedule:\n  cron: \"0 3 * * *\"\n");
        HttpResponse<String> answer = ask("/health", "GET");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).startsWith("never ran: nightly has a schedule");
    }

    @Test
    void definitions_that_cannot_be_read_are_told_and_the_metrics_go_on() throws Exception {
        nightly("schedule:\n  cron: \"whenever\"\n");

        assertThat(ask("/health", "GET").body()).contains("jobs/nightly.yml:5: 'whenever' is no time");
        assertThat(ask("/metrics", "GET").body()).contains("holdfast_findings{kind=\"definition\"} 1.0");
    }

    @Test
    void it_can_only_be_read() throws Exception {
        assertThat(ask("/metrics", "POST").statusCode()).isEqualTo(405);
        assertThat(ask("/health", "DELETE").headers().firstValue("Allow")).hasValue("GET, HEAD");
        assertThat(ask("/metrics/other", "GET").statusCode()).isEqualTo(404);
        assertThat(ask("/", "GET").statusCode()).isEqualTo(404);
        assertThat(ask("/metrics", "HEAD").body()).isEmpty();
    }

    @Test
    void a_port_that_is_taken_is_named() {
        assertThatThrownBy(() -> new Beacon(new Workspace(folder), CLOCK, beacon.address()))
                .hasMessageContaining("cannot listen on ")
                .hasMessageContaining(String.valueOf(beacon.address().getPort()));
    }

    private void nightly(String schedule) throws IOException {
        Files.writeString(folder.resolve("jobs/nightly.yml"), "period: day\nsteps:\n  - extract: all\n" + schedule);
    }

    private HttpResponse<String> ask(String path, String method) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + beacon.address().getPort() + path))
                .method(method, BodyPublishers.noBody())
                .build();
        return client.send(request, BodyHandlers.ofString());
    }
}
