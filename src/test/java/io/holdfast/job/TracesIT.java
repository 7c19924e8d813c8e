package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.job.Collector.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Traces of a run, sent to a collector that the environment names. */
class TracesIT {

    @TempDir
    Path folder;

    @BeforeEach
    void takeInOrders() {
        Workspaces.withOrders(folder)
                .write("inbox/orders-1.csv", Workspaces.HEADER + Workspaces.rows(1, 2, "c1"))
                .write("inbox/orders-2.csv", Workspaces.HEADER + Workspaces.rows(3, 4, "c1"));
    }

    @Test
    void a_run_is_one_trace_with_a_span_of_each_step_below_the_jobs() {
        try (Collector collector = new Collector()) {
            RealProcess.Ended ended = run(collector.endpoint());

            assertThat(ended.exitCode()).as(ended.said()).isZero();
            Map<String, Span> spans = collector.spans().stream().collect(Collectors.toMap(Span::name, span -> span));
            assertThat(spans.keySet()).contains("nightly", "stage", "publish", "snapshot", "enter");
            assertThat(spans.keySet().stream().filter(name -> name.startsWith("stage-file:")))
                    .hasSize(2);
            assertThat(spans.values())
                    .extracting(Span::trace)
                    .containsOnly(spans.get("nightly").trace());
            String job = spans.get("nightly").id();
            assertThat(List.of("stage", "publish", "snapshot", "enter"))
                    .allMatch(step -> spans.get(step).parent().equals(job));
            assertThat(spans.values().stream().filter(span -> span.name().startsWith("stage-file:")))
                    .allMatch(span -> span.parent().equals(spans.get("stage").id()));
        }
    }

    @Test
    void a_collector_that_refuses_is_no_reason_to_fail() throws IOException {
        int free;
        try (ServerSocket socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }

        RealProcess.Ended ended = run("http://localhost:" + free);

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("nightly-2026-01-03-r1 is done").doesNotContain("\tat ");
    }

    @Test
    void a_collector_that_never_answers_delays_no_more_than_a_few_seconds() throws IOException {
        Instant begun = Instant.now();
        RealProcess.Ended quick = run("");
        Duration without = Duration.between(begun, Instant.now());
        try (ServerSocket mute = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            begun = Instant.now();
            RealProcess.Ended ended = run("http://localhost:" + mute.getLocalPort(), "--again");

            assertThat(quick.exitCode()).isZero();
            assertThat(ended.exitCode()).as(ended.said()).isZero();
            assertThat(Duration.between(begun, Instant.now())).isLessThan(without.plusSeconds(15));
        }
    }

    @Test
    void variables_that_are_not_understood_are_told_and_the_run_goes_on() {
        RealProcess.Ended ended = run("carrier-pigeon");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("no traces are sent");
    }

    private RealProcess.Ended run(String endpoint, String... more) {
        return RealProcess.start(
                        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint),
                        Path.of(System.getProperty("java.home")),
                        List.of(),
                        Stream.concat(
                                        Stream.of(
                                                "run", "nightly", "--period", "2026-01-03", "--dir", folder.toString()),
                                        Stream.of(more))
                                .toArray(String[]::new))
                .await();
    }
}
