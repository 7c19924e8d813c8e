package io.holdfast.deliver;

import io.holdfast.deliver.Dispatch.Kind;
import io.holdfast.report.Reports;
import io.holdfast.report.Words;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.PropertyResourceBundle;

/** What messages say, in the language of their reader: plain and short. */
public final class Wording {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private final Workspace workspace;
    private final Reports reports;

    public Wording(Workspace workspace) {
        this.workspace = workspace;
        this.reports = new Reports(workspace.reports(), workspace.data("cache/templates"));
    }

    /** Subject and body. */
    public record Text(String subject, String body) {}

    /**
     * What goes with a report.
     *
     * @param revision of its period
     * @param known when what it tells was known
     */
    public Text report(String language, String report, String period, int revision, Optional<Instant> known) {
        Words words = reports.words(language);
        String company = workspace.company().name();
        String named = words.code("report", report);
        String about = words.period(period);
        String subject = revision > 1
                ? say(words, language, "deliver.report.again", company, named, about, revision)
                : say(words, language, "deliver.report", company, named, about);
        String body = say(words, language, "deliver.report.body", company, named, about)
                + known.map(moment -> "\n" + say(words, language, "deliver.report.known", moment(words, moment)))
                        .orElse("")
                + (revision > 1 ? "\n" + say(words, language, "deliver.report.revision", revision) : "");
        return new Text(subject, body);
    }

    /**
     * What somebody is told of a run.
     *
     * @param kind any but a report
     * @param what the run is called, such as {@code nightly 2025-12-31}; of what was not delivered, its name
     * @param lines the program's own words, in English
     */
    public Text notice(String language, Kind kind, String what, List<String> lines) {
        Words words = reports.words(language);
        String subject = say(
                words,
                language,
                "deliver." + kind.name().toLowerCase(Locale.ROOT),
                workspace.company().name(),
                what);
        return new Text(subject, String.join("\n", lines));
    }

    /** The language of somebody who is told something. */
    public String language(Recipient recipient) {
        return recipient.language().orElse(workspace.company().languages().get(0));
    }

    private String moment(Words words, Instant known) {
        String zone = workspace.company().zone().getId();
        return words.moment(TIMESTAMP.format(known.atZone(workspace.company().zone())), zone);
    }

    // Reports of a workspace that was laid out by an earlier program lack what messages say.
    private static String say(Words words, String language, String key, Object... arguments) {
        String said = words.say(key, arguments);
        return said.equals(key) ? shipped(language).say(key, arguments) : said;
    }

    private static Words shipped(String language) {
        String folder = "/holdfast/reports/messages_";
        String file = Wording.class.getResource(folder + language + ".properties") == null ? "en" : language;
        try (Reader in = new InputStreamReader(
                Objects.requireNonNull(Wording.class.getResourceAsStream(folder + file + ".properties")),
                StandardCharsets.UTF_8)) {
            return new Words(new PropertyResourceBundle(in), Locale.forLanguageTag(file));
        } catch (IOException e) {
            throw new UncheckedIOException("the jar lacks its messages", e);
        }
    }
}
