package io.holdfast.deliver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.holdfast.deliver.Parcel.Item;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Tells a program by HTTP: what it is about as JSON, with hash and place of each file, signed ({@link HookSignature}). The same
 * delivery has the same {@code webhook-id} at every try, so the other side can tell that it has it already; it may be tried again
 * after a crash.
 */
final class HookCarrier implements Carrier {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    // Request timeout, too early, too many requests: the other side says itself that it may go later.
    private static final Set<Integer> PERHAPS_LATER = Set.of(408, 425, 429);

    private final Secrets secrets;
    private final Optional<String> links;
    private final Clock clock;
    private @Nullable HttpClient client;

    HookCarrier(Secrets secrets, Optional<String> links, Clock clock) {
        this.secrets = secrets;
        this.links = links;
        this.clock = clock;
    }

    @Override
    public Answer carry(Parcel parcel) {
        Recipient.Hook hook = (Recipient.Hook) parcel.recipient().channel();
        String url;
        byte[] key;
        try {
            url = secrets.reveal(hook.url());
            key = HookSignature.key(secrets.reveal(hook.secret()));
        } catch (DefinitionException e) {
            return Answer.later(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            return Answer.later("the secret of '" + parcel.recipient().name()
                    + "' begins with whsec_, but what follows is" + " not Base64");
        }
        if (!HookAddress.isRight(url)) {
            return Answer.later(
                    HookAddress.refused("what 'hook' of '" + parcel.recipient().name() + "' stands for"));
        }
        byte[] body = body(parcel);
        String id = parcel.delivery().key();
        long second = clock.instant().getEpochSecond();
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", String.valueOf(second))
                .header("webhook-signature", HookSignature.of(key, id, second, body))
                .timeout(TIMEOUT)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return secretless(send(request));
    }

    private Answer secretless(Answer answer) {
        return new Answer(answer.reached(), secrets.scrub(answer.text()), answer.form());
    }

    /** What is posted: names in their order, so the same delivery is the same text. */
    byte[] body(Parcel parcel) {
        Delivery delivery = parcel.delivery();
        Map<String, Object> body = new TreeMap<>();
        body.put("kind", delivery.kind().name().toLowerCase(Locale.ROOT));
        body.put("run", delivery.runId());
        body.put("job", delivery.job());
        body.put("period", delivery.period());
        body.put("report", delivery.report());
        body.put("language", delivery.language());
        body.put("subject", delivery.subject());
        body.put("text", delivery.body());
        List<Map<String, Object>> files = new ArrayList<>();
        for (Item item : parcel.files()) {
            Map<String, Object> file = new TreeMap<>();
            file.put("name", item.name());
            file.put("place", item.place());
            file.put("sha256", item.sha256());
            item.check();
            file.put("bytes", item.bytes());
            links.ifPresent(base -> file.put("link", Links.of(base, item.place())));
            files.add(file);
        }
        body.put("files", files);
        try {
            return JSON.writeValueAsString(body).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can always be written as JSON", e);
        }
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = client().sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            // What else it says is nobody's business here, however long it is.
            response.body().close();
            return judge(response.statusCode());
        } catch (TimeoutException e) {
            return Answer.nobody("no answer within " + TIMEOUT.toSeconds() + " s");
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return Answer.nobody("cannot be reached (" + cause.getClass().getSimpleName()
                    + (cause.getMessage() == null ? "" : ": " + cause.getMessage()) + ")");
        } catch (IOException e) {
            return Answer.later("the connection broke (" + e.getMessage() + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.later("the process was asked to end");
        }
    }

    private static Answer judge(int status) {
        String said = "HTTP status " + status;
        if (status >= 200 && status < 300) {
            return Answer.taken(said, "hash");
        }
        if (status >= 500 || PERHAPS_LATER.contains(status)) {
            return Answer.later(said);
        }
        return Answer.never(
                status >= 300 && status < 400
                        ? said + ": it has moved, or wants a login; write the address itself"
                        : said);
    }

    private HttpClient client() {
        HttpClient known = client;
        if (known == null) {
            known = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(TIMEOUT)
                    .build();
            client = known;
        }
        return known;
    }
}
