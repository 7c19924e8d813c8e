package io.holdfast.deliver;

import io.holdfast.deliver.Recipient.Channel;
import io.holdfast.review.Reviewed;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problems;
import io.holdfast.workspace.Secret;
import io.holdfast.workspace.Workspace;
import io.holdfast.workspace.YamlMap;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Who can be reached and how: {@code jobs/delivery.yml}, which need not be there. Which job sends them what, its own file says
 * ({@link Addressees}).
 *
 * @param mail the mail server; there whenever a recipient has a mail address
 * @param links where people find what lies in {@code out/}: an address or a share, without the last slash
 * @param recipients by name
 * @param operators names of those who are told what went wrong, or is late
 * @param tries how often a delivery is tried before it is given up
 */
public record DeliverySettings(
        Optional<MailServer> mail,
        Optional<String> links,
        Map<String, Recipient> recipients,
        List<String> operators,
        int tries) {

    /** Its name in the tree of jobs. */
    public static final String FILE = "delivery.yml";

    /** Nobody can be reached. */
    static final DeliverySettings NONE =
            new DeliverySettings(Optional.empty(), Optional.empty(), Map.of(), List.of(), 1);

    private static final int TRIES = 24;
    private static final int MOST_TRIES = 100;
    private static final int LONGEST_NAME = 60;

    public DeliverySettings {
        recipients = Collections.unmodifiableMap(new LinkedHashMap<>(recipients));
        operators = List.copyOf(operators);
    }

    /**
     * Reads them.
     *
     * @throws DefinitionException with everything that is wrong
     */
    public static DeliverySettings read(Workspace workspace) {
        Definitions jobs = workspace.jobs();
        if (!jobs.exists(FILE)) {
            return NONE;
        }
        YamlMap yaml = YamlMap.read(jobs, FILE).only("mail", "links", "recipients", "operators", "tries");
        Problems problems = new Problems();
        Optional<String> links = problems.tried(() -> links(yaml)).orElse(Optional.empty());
        Optional<MailServer> mail = yaml.has("mail")
                ? problems.tried(() -> MailServer.read(yaml.map("mail"), workspace.root(), yaml.has("links")))
                : Optional.empty();
        Map<String, Recipient> recipients = new LinkedHashMap<>();
        problems.tried(() -> yaml.map("recipients")).ifPresent(named -> {
            for (String name : named.keys()) {
                problems.tried(() -> recipient(name, named, workspace, yaml.has("mail")))
                        .ifPresent(recipient -> recipients.put(name, recipient));
            }
        });
        List<String> operators = problems.tried(() -> operators(yaml)).orElse(List.of());
        int tries = problems.tried(() -> tries(yaml)).orElse(TRIES);
        problems.refuse();
        return new DeliverySettings(mail, links, recipients, operators, tries);
    }

    /** The recipient of a name; empty where the file has none any more. */
    public Optional<Recipient> recipient(String name) {
        return Optional.ofNullable(recipients.get(name));
    }

    private static Recipient recipient(String name, YamlMap named, Workspace workspace, boolean mail) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9_-]*") || name.length() > LONGEST_NAME) {
            throw named.problem(
                    name,
                    "'" + MailServer.printable(name) + "' cannot name a recipient; use letters, digits, - and _, "
                            + LONGEST_NAME + " at most");
        }
        YamlMap yaml = named.map(name)
                .only(Stream.concat(
                                Stream.of("mail", "folder", "hook", "secret", "language"), Stream.of(Reviewed.names()))
                        .toArray(String[]::new));
        long ways = List.of("mail", "folder", "hook").stream().filter(yaml::has).count();
        if (ways != 1) {
            throw named.problem(
                    name,
                    "'" + name + "' has " + (ways == 0 ? "no way" : "several ways")
                            + " to it; write one of mail: ADDRESS, folder: PATH, hook: URL with secret");
        }
        if (yaml.has("secret") && !yaml.has("hook")) {
            throw yaml.problem("secret", "'secret' signs what goes to a hook; leave it out here");
        }
        if (yaml.has("mail") && !mail) {
            throw yaml.problem("mail", "mail needs a server; write 'mail:' with host and from at the top of this file");
        }
        Optional<String> language = yaml.optionalText("language");
        List<String> spoken = workspace.company().languages();
        if (language.isPresent() && !spoken.contains(language.get())) {
            throw yaml.problem(
                    "language",
                    "'language' is '" + MailServer.printable(language.get()) + "', but reports are rendered in "
                            + spoken + " (languages in " + workspace.jobs().origin("company.yml") + ")");
        }
        Map<Reviewed, List<String>> looksAfter = new EnumMap<>(Reviewed.class);
        for (Reviewed kind : Reviewed.values()) {
            if (yaml.has(kind.toString())) {
                looksAfter.put(kind, yaml.texts(kind.toString()));
            }
        }
        return new Recipient(name, channel(yaml, workspace.root()), language, looksAfter);
    }

    private static Channel channel(YamlMap yaml, Path root) {
        if (yaml.has("mail")) {
            return new Recipient.Mail(MailServer.address(yaml, "mail"));
        }
        if (yaml.has("folder")) {
            return new Recipient.Folder(folder(yaml, root));
        }
        Secret url = Secret.address(yaml, "hook");
        if (!url.toString().startsWith("${")
                && !HookAddress.isRight(url.toString().replaceAll("\\$\\{[^}]*}", "x"))) {
            throw yaml.problem("hook", HookAddress.refused("'" + MailServer.printable(url.toString()) + "'"));
        }
        return new Recipient.Hook(url, Secret.hidden(yaml, "secret"));
    }

    // A file among definitions would be kept by every run, one in the inbox taken in.
    private static Path folder(YamlMap yaml, Path root) {
        Path folder = root.resolve(yaml.text("folder")).normalize();
        for (String own : List.of("jobs", "reports", "data", "inbox")) {
            if (folder.startsWith(root.resolve(own))) {
                throw yaml.problem(
                        "folder",
                        "'folder' is in the workspace's " + own + "/; name one outside of it, such as"
                                + " /srv/share/reports or delivered/board");
            }
        }
        return folder;
    }

    private static Optional<String> links(YamlMap yaml) {
        return yaml.optionalText("links").map(text -> {
            if (text.startsWith("\\\\") && text.matches("[^\\p{Cntrl}<>\"|?*]{3,400}")) {
                return text.replaceFirst("\\\\+$", "");
            }
            try {
                URI uri = new URI(text);
                if (uri.getHost() != null
                        && ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                        && uri.getQuery() == null
                        && uri.getFragment() == null) {
                    return text.replaceFirst("/+$", "");
                }
            } catch (URISyntaxException e) {
                // Said below.
            }
            throw yaml.problem(
                    "links",
                    "'links' is '" + MailServer.printable(text) + "'; write where people find what lies in out/: an"
                            + " address such as https://files.example.com/reports, or a share such as \\\\server\\reports");
        });
    }

    private static List<String> operators(YamlMap yaml) {
        List<String> known = yaml.map("recipients").keys();
        List<String> operators = new ArrayList<>();
        for (String name : yaml.texts("operators")) {
            if (!known.contains(name)) {
                throw yaml.problem(
                        "operators", "'" + MailServer.printable(name) + "' is no recipient; those here are " + known);
            }
            operators.add(name);
        }
        return operators.stream().distinct().toList();
    }

    private static int tries(YamlMap yaml) {
        long tries = yaml.wholeNumber("tries", 1, TRIES);
        if (tries > MOST_TRIES) {
            throw yaml.problem("tries", "'tries' is " + tries + "; write " + MOST_TRIES + " at most");
        }
        return (int) tries;
    }
}
