package io.holdfast.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.holdfast.deliver.Delivery.State;
import io.holdfast.deliver.Dispatch.Enclosure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

class HookTest {

    private static final String SECRET = "a shared secret";

    /** What came, and with which headers. */
    private record Message(Headers headers, String body) {}

    @TempDir
    private Path root;

    private final SingleConnectionDataSource database =
            new SingleConnectionDataSource("jdbc:hsqldb:mem:hook-test;hsqldb.tx=mvcc", true);
    private final Deque<Integer> answers = new ArrayDeque<>();
    private final List<Message> came = new CopyOnWriteArrayList<>();
    private HttpServer server;
    private OutboxTable outbox;
    private Enclosure pack;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            came.add(new Message(
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            int status = answers.isEmpty() ? 204 : answers.poll();
            exchange.getResponseHeaders().set("Location", "http://localhost:1/elsewhere");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        outbox = new OutboxTable(root, database).write("secret", SECRET + "\n");
        hook("http://127.0.0.1:" + server.getAddress().getPort() + "/holdfast", "${file:secret}");
        pack = outbox.publish("management-pack.en.pdf", "%PDF the pack");
    }

    private void hook(String url, String secret) {
        outbox.delivery("links: https://files.example.com/reports\nrecipients:\n  bi: {hook: \"" + url
                + "\", secret: \"" + secret + "\"}\ntries: 3\n");
    }

    @AfterEach
    void close() {
        server.stop(0);
        database.destroy();
    }

    @Test
    void a_hook_is_told_what_is_where_with_its_hash_and_can_check_who_says_so() throws IOException {
        outbox.queue("bi", pack);

        outbox.round();

        assertThat(outbox.only().standing()).isEqualTo("sent: HTTP status 204");
        Message message = came.get(0);
        JsonNode body = new ObjectMapper().readTree(message.body());
        assertThat(body.get("kind").asText()).isEqualTo("report");
        assertThat(body.get("run").asText()).isEqualTo(OutboxTable.RUN);
        assertThat(body.get("period").asText()).isEqualTo("2025-12");
        JsonNode file = body.get("files").get(0);
        assertThat(file.get("sha256").asText()).isEqualTo(pack.sha256());
        assertThat(file.get("bytes").asLong()).isEqualTo(13);
        assertThat(file.get("link").asText())
                .isEqualTo("https://files.example.com/reports/2025-12/management-pack.en.pdf");
        long second = Long.parseLong(message.headers().getFirst("webhook-timestamp"));
        assertThat(message.headers().getFirst("webhook-signature"))
                .isEqualTo(HookSignature.of(
                        SECRET.getBytes(StandardCharsets.UTF_8),
                        outbox.only().key(),
                        second,
                        message.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(outbox.entered().get(0)).containsEntry("form", "hash");
    }

    @Test
    void a_hook_that_fails_is_tried_again_under_the_same_id() {
        answers.add(500);
        answers.add(429);
        outbox.queue("bi", pack);

        outbox.round();
        assertThat(outbox.only().standing()).isEqualTo("not sent after 1 try: HTTP status 500");
        outbox.later(Duration.ofMinutes(1)).round().later(Duration.ofMinutes(2)).round();

        assertThat(outbox.state()).isEqualTo(State.SENT);
        assertThat(came.stream().map(message -> message.headers().getFirst("webhook-id")))
                .hasSize(3)
                .containsOnly(outbox.only().key());
    }

    @Test
    void a_message_that_was_refused_or_sent_elsewhere_is_given_up() {
        answers.add(404);
        outbox.queue("bi", pack);
        outbox.round();
        assertThat(outbox.only().standing()).isEqualTo("given up after 1 try: HTTP status 404");

        answers.add(302);
        outbox.queue("nightly-2025-12-31-r1", "bi", pack);
        outbox.round();
        assertThat(outbox.rows().get(1).answer()).contains("HTTP status 302: it has moved");
        assertThat(came).as("nothing went to the other address").hasSize(2);
    }

    @Test
    void nobody_there_is_said_without_what_an_address_holds_of_secrets() {
        outbox.write("token", "t0ken-in-the-path\n");
        hook("http://127.0.0.1:1/${file:token}", "${file:secret}");
        outbox.queue("bi", pack);

        outbox.round();

        assertThat(outbox.only().standing()).startsWith("not sent after 1 try: cannot be reached");
        assertThat(outbox.jdbc().queryForList("select answer || address from outbox_attempt", String.class))
                .noneMatch(text -> text.contains("t0ken"));
    }

    @Test
    void an_address_that_turns_out_to_be_in_clear_gets_nothing() {
        outbox.write("url", "http://bi.example.com/\n");
        hook("${file:url}", "${file:secret}");
        outbox.queue("bi", pack);

        outbox.round();

        assertThat(outbox.only().answer()).contains("is no address of a hook").contains("https://");
    }

    @Test
    void a_secret_that_cannot_be_found_is_named_and_nothing_is_sent() {
        hook("http://127.0.0.1:" + server.getAddress().getPort() + "/", "${file:nowhere}");
        outbox.queue("bi", pack);

        outbox.round();

        assertThat(outbox.state()).isEqualTo(State.FAILED);
        assertThat(outbox.only().answer()).contains("jobs/delivery.yml:3").contains("nowhere cannot be read");
        assertThat(came).isEmpty();
    }
}
