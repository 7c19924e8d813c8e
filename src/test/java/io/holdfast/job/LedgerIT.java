package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger as others see it: its entries as files, and the document that says what they mean. */
class LedgerIT {

    private static final Path DOCUMENT = Path.of("jobs/LEDGER.md");

    @TempDir
    static Path folder;

    private static Workspaces workspace;

    @BeforeAll
    static void enterEverythingThereIs() throws IOException {
        workspace = Workspaces.demo(folder.resolve("company"))
                .write(
                        "jobs/all.yml",
                        "period: month\ntrend: 1\nsteps:\n  - figures: [order-error-rate]\n  - churn: all\n"
                                + "  - report: management-pack\n  - report: account-review\n    for-each: branch\n"
                                + "deliver:\n  management-pack: [share]\n")
                .write("jobs/delivery.yml", "recipients:\n  share:\n    folder: delivered\n");
        // A row that is refused, so that there is one to drop.
        Path orders = workspace.path("inbox/orders-2025.csv");
        List<String> rows = new ArrayList<>(Files.readAllLines(orders));
        rows.add(rows.get(1).replaceFirst("^[^,]*", ""));
        Files.write(orders, rows);
        workspace.write("jobs/retention.yml", "rejects: 1 day\nreject-copies: 1 day\n");
        done("run", "nightly", "--period", "2025-12-31");
        done("run", "all", "--period", "2025-12");
        done("rerun", "all-2025-12-r1");
        done("rerun", "all-2025-12-r1", "--as-known-now");
        done("audit-pack", "--period", "2025-12");
        done("retain", "--as-if-now", "2040-01-01T00:00:00Z");
        done(
                "forget",
                workspace.database("select customer_id from churn_customer").get(0),
                "--yes");
        done("ledger", "export");
    }

    @Test
    void commonToolsCheckEveryEntryAndTheChainAsTheDocumentSays() throws IOException {
        Shell.Ended ended = Shell.run(workspace.root(), snippet(Files.readString(DOCUMENT)));

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.said()).contains("every entry has its hash").doesNotContain("does not follow");
        Workspaces.Ended head = workspace.run("ledger", "head");
        assertThat(head.out()).contains(ended.said().strip().replaceFirst("(?s).*the last hash is ", ""));
    }

    @Test
    void commonToolsFindAnEntryThatWasEditedOrTakenOut() throws IOException {
        Path entries = workspace.path("out/ledger/entries");
        Path second = entries.resolve("00000002.txt");
        String whole = Files.readString(second);
        Files.writeString(second, whole.replaceFirst("orders|customers|feedback|spend|staff", "others"));
        assertThat(Shell.run(workspace.root(), snippet(Files.readString(DOCUMENT)))
                        .said())
                .contains("00000002.txt: FAILED")
                .contains("00000003.txt does not follow the one before");
        Files.delete(second);
        assertThat(Shell.run(workspace.root(), snippet(Files.readString(DOCUMENT)))
                        .said())
                .contains("00000003.txt does not follow the one before");
        Files.writeString(second, whole);
    }

    @Test
    void theDocumentNamesEveryKindAndFactThatIsWrittenAndNoOther() throws IOException {
        Map<String, Set<String>> written = written();
        // Of loads from a database, which DatabaseSourceIT reads.
        written.get("load").addAll(Set.of("definition", "deleted", "deleted-sha256", "from", "watermark"));

        assertThat(written).isEqualTo(documented());
    }

    private static Map<String, Set<String>> written() throws IOException {
        Map<String, Set<String>> written = new TreeMap<>();
        try (Stream<Path> files = Files.list(workspace.path("out/ledger/entries"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".txt")).toList()) {
                List<String> lines = Files.readAllLines(file);
                Set<String> facts = written.computeIfAbsent(lines.get(1), kind -> new TreeSet<>());
                new ObjectMapper().readTree(lines.get(4)).fieldNames().forEachRemaining(facts::add);
            }
        }
        return written;
    }

    private static Map<String, Set<String>> documented() throws IOException {
        String document = Files.readString(DOCUMENT);
        String kinds =
                document.substring(document.indexOf("\n## Kinds and their facts\n"), document.indexOf("\n## A head\n"));
        Map<String, Set<String>> documented = new TreeMap<>();
        for (String section : kinds.split("\n### ", -1)) {
            List<String> lines = section.lines().toList();
            if (!section.startsWith("\n##")) {
                Set<String> facts = new TreeSet<>();
                lines.stream()
                        .filter(line -> line.matches("\\| [a-z0-9-]+ \\| .+") && !line.startsWith("| fact "))
                        .filter(line -> !line.startsWith("| ---"))
                        .forEach(line -> facts.add(line.split("\\|", -1)[1].strip()));
                documented.put(lines.get(0).strip(), facts);
            }
        }
        return documented;
    }

    private static String snippet(String document) {
        int start = document.indexOf("```sh\n") + 6;
        return document.substring(start, document.indexOf("```", start));
    }

    private static void done(String... words) {
        Workspaces.Ended ended = workspace.run(words);
        assertThat(ended.exitCode()).as(ended.said()).isIn(0, 4);
    }
}
