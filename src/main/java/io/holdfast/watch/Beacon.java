package io.holdfast.watch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.schedule.Concern;
import io.holdfast.schedule.Doctor;
import io.holdfast.workspace.Workspace;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /metrics} and {@code /health} over HTTP, for a process that stays: read only, without a password, so it listens
 * where it is told to and nowhere else.
 */
public final class Beacon implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Beacon.class);
    private static final int THREADS = 2;

    private final Workspace workspace;
    private final Clock clock;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, work -> {
        Thread thread = new Thread(work, "holdfast-beacon");
        thread.setDaemon(true);
        return thread;
    });
    private final PrometheusMeterRegistry machine = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();

    /** An answer. */
    private record Answer(int status, String type, String text) {

        static Answer plain(int status, String text) {
            return new Answer(status, "text/plain; charset=utf-8", text);
        }
    }

    /** Who makes one. */
    private interface Answering {
        Answer answer();
    }

    /**
     * Listens from now on.
     *
     * @throws UncheckedIOException where nobody may listen there
     */
    public Beacon(Workspace workspace, Clock clock, InetSocketAddress address) {
        // Seconds; who asks slowly does not keep others waiting for ever.
        System.setProperty("sun.net.httpserver.maxReqTime", "10");
        System.setProperty("sun.net.httpserver.maxRspTime", "30");
        this.workspace = workspace;
        this.clock = clock;
        try {
            this.server = HttpServer.create(address, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot listen on " + address.getHostString() + ":" + address.getPort() + " (" + e.getMessage()
                            + "); is another process there? Give another port to --metrics",
                    e);
        }
        List.of(
                        new JvmMemoryMetrics(),
                        new JvmThreadMetrics(),
                        new ClassLoaderMetrics(),
                        new ProcessorMetrics(),
                        new UptimeMetrics(),
                        collections)
                .forEach(binder -> binder.bindTo(machine));
        server.createContext("/", exchange -> answer(exchange, () -> Answer.plain(404, "see /metrics and /health\n")));
        server.createContext("/metrics", exchange -> answer(exchange, "/metrics", this::metrics));
        server.createContext("/health", exchange -> answer(exchange, "/health", this::health));
        server.setExecutor(threads);
        server.start();
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private Answer metrics() {
        return new Answer(
                200,
                "text/plain; version=0.0.4; charset=utf-8",
                Metrics.text(Overview.of(workspace, clock)) + machine.scrape());
    }

    private Answer health() {
        List<Concern> findings = new Doctor(workspace, clock).glance();
        return findings.isEmpty()
                ? Answer.plain(200, "nothing is stuck, late or low\n")
                : Answer.plain(503, findings.stream().map(Concern::line).collect(Collectors.joining("\n", "", "\n")));
    }

    // A context answers for all paths that begin like it.
    private static void answer(HttpExchange exchange, String path, Answering answering) throws IOException {
        answer(
                exchange,
                exchange.getRequestURI().getPath().equals(path)
                        ? answering
                        : () -> Answer.plain(404, "see /metrics and /health\n"));
    }

    private static void answer(HttpExchange exchange, Answering answering) throws IOException {
        try (exchange) {
            Answer answer;
            if (!List.of("GET", "HEAD").contains(exchange.getRequestMethod())) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                answer = Answer.plain(405, "this can only be read\n");
            } else {
                answer = made(answering);
            }
            byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static Answer made(Answering answering) {
        try {
            return answering.answer();
        } catch (RuntimeException e) {
            LOG.warn("a question over HTTP could not be answered", e);
            return Answer.plain(500, "the answer could not be made; the log says why\n");
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        collections.close();
        machine.close();
    }
}
