package io.holdfast.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.ledger.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small company's reviews, with a template of its own that divides by how far a customer is from the third place: that
 * customer's review cannot be rendered, and all others are.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AccountReviewIT {

    private static final String MORNING = "2026-01-01T02:00:00Z";
    private static final String RUN = "account-reviews-2025-12-r1";
    private static final String FOLDER = "out/2025-12/account-review/";

    @TempDir
    static Path folder;

    private static Workspaces workspace;
    private static Workspaces killed;
    private static Workspaces.Ended first;

    @BeforeAll
    static void runOnceUndisturbed() throws IOException {
        workspace = Workspaces.demo(folder.resolve("company"));
        workspace.write("jobs/account-reviews.yml", """
            period: month
            steps:
              - figures: [on-time-delivery, order-error-rate]
              - report: account-review
                for-each: key-account
                largest: 12
              - report: account-review
                for-each: branch
                also: [xlsx, csv]
            """);
        edit(
                "reports/account-review.jrxml",
                "$P{WORDS}.code(\"item.kind\", $P{KIND})",
                "(1 / ($F{place} == null ? 1 : $F{place} - 3) > 1 ? \"\" : \"\") + $&");
        Workspaces.Ended nightly = workspace.run("run", "nightly", "--as-if-now", MORNING);
        assertThat(nightly.exitCode()).as(nightly.said()).isZero();
        killed = Workspaces.in(copy(workspace.root(), folder.resolve("killed")));
        first = workspace.run("run", "account-reviews", "--as-if-now", MORNING);
    }

    @Test
    @Order(1)
    void oneThatCannotBeRenderedIsNamedWithItsReasonAndStopsNoOther() {
        List<List<String>> failed =
                index().stream().filter(row -> row.get(6).startsWith("failed")).toList();
        assertThat(failed).hasSize(2).extracting(row -> row.get(3)).containsExactlyInAnyOrder("en", "zh");
        assertThat(failed)
                .allSatisfy(row -> assertThat(row.get(0)).isEqualTo(third()))
                .allSatisfy(row -> assertThat(row.get(6)).contains("/ by zero"));
        assertThat(first.exitCode()).as(first.said()).isEqualTo(4);
        assertThat(first.said())
                .contains("1 of 16 reviews (key-account, en) could not be made; the others are published")
                .contains("run account-reviews --period 2025-12 --again")
                .contains("key-account " + failed.get(0).get(0))
                .contains(RUN + " is done, with warnings");
        assertThat(index())
                .filteredOn(row -> row.get(6).equals("made"))
                .hasSizeGreaterThan(20)
                .allSatisfy(row -> {
                    assertThat(Sha256.of(workspace.path(FOLDER + row.get(4)))).isEqualTo(row.get(5));
                });
    }

    @Test
    @Order(2)
    void eachFileShowsItsOwnAccountAndNoOther() throws IOException {
        Map<String, String> names = new TreeMap<>();
        for (List<String> row : CsvText.read(workspace.path("inbox/customers.csv"))) {
            names.put(row.get(0), row.get(1));
        }
        Set<String> unique = names.values().stream()
                .filter(name -> names.values().stream()
                                .filter(other -> other.contains(name))
                                .count()
                        == 1)
                .collect(Collectors.toSet());
        for (List<String> row : index()) {
            if (row.get(1).equals("key-account") && row.get(6).equals("made")) {
                String pages = text(workspace.path(FOLDER + row.get(4)));
                // Names break over lines; in a sequence without blanks they are found whole.
                String text = squeezed(pages);
                assertThat(text).contains(squeezed(row.get(2)), row.get(0));
                assertThat(unique)
                        .as(row.get(4))
                        .filteredOn(name -> !name.equals(row.get(2)))
                        .noneMatch(name -> text.contains(squeezed(name)));
                assertThat(words(pages))
                        .contains(row.get(0))
                        .doesNotContainAnyElementsOf(without(names.keySet(), row.get(0)));
            }
        }
    }

    @Test
    @Order(3)
    void theLedgerHasOneEntryForEachBurstWhoseManifestTheCommonToolChecks() throws Exception {
        assertThat(workspace.database(
                        "select count(*) from ledger where kind = 'publication' and run_id = '" + RUN + "'"))
                .containsExactly("4");
        Path manifest = workspace.path(FOLDER + "account-review-key-account.en.sha256");
        Process sha256sum = new ProcessBuilder("sha256sum", "--check", "--strict", manifest.toString())
                .directory(workspace.path(FOLDER).toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(sha256sum.getInputStream().readAllBytes(), UTF_8);
        assertThat(sha256sum.waitFor()).as(said).isZero();
    }

    @Test
    @Order(4)
    void killedInTheMiddleTheSameCommandEndsWithTheSameBytesAndRendersNothingTwice() throws Exception {
        RealProcess process = RealProcess.start(
                "run", "account-reviews", "--dir", killed.root().toString(), "--as-if-now", MORNING);
        while (process.isAlive() && archived().size() < 5) {
            Thread.onSpinWait();
        }
        process.kill();
        Map<String, String> before = archived();
        assertThat(before).hasSizeBetween(5, 25);

        Workspaces.Ended ended = killed.run("run", "account-reviews", "--as-if-now", MORNING);

        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(4);
        assertThat(archived()).containsAllEntriesOf(before);
        assertThat(files(killed)).isEqualTo(files(workspace));
        assertThat(killed.database("select hash from ledger order by position"))
                .isEqualTo(workspace.database("select hash from ledger order by position"));
    }

    @Test
    @Order(5)
    void aRerunGivesTheSameBytesAndAFileThatWasEditedIsFound() throws IOException {
        Workspaces.Ended rerun = workspace.run("rerun", RUN);
        assertThat(rerun.exitCode()).as(rerun.said()).isZero();
        assertThat(rerun.out()).contains("account-review-branch.zh.sha256 of 15 files: the same bytes");

        List<String> row = index().stream()
                .filter(one -> one.get(6).equals("made"))
                .findFirst()
                .orElseThrow();
        Path kept = workspace.path("data/archive/" + row.get(5) + ".pdf");
        byte[] whole = Files.readAllBytes(kept);
        byte[] edited = whole.clone();
        edited[edited.length / 2] ^= 1;
        Files.write(kept, edited);
        Workspaces.Ended verified = workspace.run("verify");
        assertThat(verified.exitCode()).isEqualTo(5);
        assertThat(verified.said()).contains(row.get(4), "was changed");
        Files.write(kept, whole);
        assertThat(workspace.run("verify").exitCode()).isZero();
    }

    @Test
    @Order(6)
    void theAuditPackHasEveryFileByTheNameThatItsManifestHasAndItsOwnCheckFindsThem() throws IOException {
        Path pack = folder.resolve("pack.zip");
        Workspaces.Ended ended = workspace.run("audit-pack", "--period", "2025-12", "--out", pack.toString());
        assertThat(ended.exitCode()).as(ended.said()).isZero();
        try (var zip = new ZipFile(pack.toFile())) {
            Set<String> names = new HashSet<>();
            zip.stream().forEach(entry -> names.add(entry.getName()));
            for (List<String> row : index()) {
                if (row.get(6).equals("made")) {
                    assertThat(names).anyMatch(name -> name.endsWith("publications/" + RUN + "/" + row.get(4)));
                }
            }
        }
        Path unpacked = folder.resolve("pack");
        Shell.run(folder, "unzip -q " + pack + " -d " + unpacked);
        String page = Files.readString(unpacked.resolve("verify.md"));
        int start = page.indexOf("```sh\n") + 6;
        String script = page.substring(start, page.indexOf("```", start));
        assertThat(Shell.run(unpacked, script).said()).hasLineCount(4);
        Path piece =
                unpacked.resolve("publications/" + RUN + "/" + index().get(0).get(4));
        Files.writeString(piece, "edited");
        assertThat(Shell.run(unpacked, script).said())
                .contains(piece.getFileName().toString())
                .doesNotContain("every publication, result and definition stands in the ledger");
    }

    @Test
    @Order(7)
    void whereNoneCanBeRenderedTheRunFails() throws IOException {
        edit("reports/review-months.jrxml", "$P{WORDS}.period($F{period})", "$F{period}.substring(99)");

        Workspaces.Ended ended = workspace.run("run", "account-reviews", "--period", "2025-12", "--again");

        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(1);
        assertThat(ended.said())
                .contains("none of the ", " reviews (key-account, en) could be rendered; the first: ")
                .contains("what was published before is as it was");
    }

    @Test
    @Order(3)
    void aBranchsTablesLieBesideItsReviewAndHaveNothingOfAnotherBranch() throws IOException {
        List<String> branches = workspace.database(
                "select item from review where run_id = '" + RUN + "' and kind = 'branch' order by item");
        assertThat(branches).hasSize(5);
        for (String branch : branches) {
            List<String> files = index().stream()
                    .filter(row -> row.get(0).equals(branch) && row.get(3).equals("en"))
                    .map(row -> row.get(4))
                    .toList();
            assertThat(files).extracting(file -> file.replaceFirst(".*\\.", "")).containsExactly("pdf", "xlsx", "zip");
            try (var zip = new ZipFile(workspace.path(FOLDER + files.get(2)).toFile())) {
                assertThat(zip.stream().map(ZipEntry::getName))
                        .contains("about.csv", "months.csv", "customers.csv", "open.csv");
                String about =
                        new String(zip.getInputStream(zip.getEntry("about.csv")).readAllBytes(), UTF_8);
                assertThat(about).contains("branch," + branch);
                String customers = new String(
                        zip.getInputStream(zip.getEntry("customers.csv")).readAllBytes(), UTF_8);
                List<String> own = workspace.database("select customer_id from review_account where run_id = '" + RUN
                        + "' and kind = 'branch' and item = '" + branch + "' order by ordinal");
                assertThat(customers.lines().skip(1).map(line -> line.split(",")[1]))
                        .isNotEmpty()
                        .containsExactlyElementsOf(own);
            }
        }
    }

    private static List<List<String>> index() {
        List<List<String>> rows = CsvText.read(workspace.path(FOLDER + "index.csv"));
        return rows.subList(1, rows.size());
    }

    private static Map<String, String> archived() throws IOException {
        Path archive = killed.path("data/archive");
        Map<String, String> times = new TreeMap<>();
        if (Files.isDirectory(archive)) {
            try (Stream<Path> files = Files.list(archive)) {
                for (Path file :
                        files.filter(one -> one.toString().endsWith(".pdf")).toList()) {
                    times.put(file.toString(), Files.getLastModifiedTime(file).toString());
                }
            }
        }
        return times;
    }

    private static Map<String, String> files(Workspaces of) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        Path out = of.path("out/2025-12");
        try (Stream<Path> files = Files.walk(out)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                hashes.put(out.relativize(file).toString(), Sha256.of(file));
            }
        }
        return hashes;
    }

    private static String third() {
        return workspace
                .database("select item from review where run_id = '" + RUN + "' and kind = 'key-account' and place = 3")
                .get(0);
    }

    private static String text(Path pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf.toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }

    // The number of a complaint may have a customer's number within it.
    private static Set<String> words(String text) {
        return new HashSet<>(List.of(text.split("\\W+")));
    }

    private static Set<String> without(Set<String> all, String one) {
        return all.stream().filter(other -> !other.equals(one)).collect(Collectors.toSet());
    }

    private static String squeezed(String text) {
        return text.replaceAll("\\s+", "");
    }

    private static void edit(String file, String old, String now) throws IOException {
        String text = workspace.read(file);
        assertThat(text).contains(old);
        workspace.write(file, text.replace(old, now.replace("$&", old)));
    }

    private static Path copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : new ArrayList<>(files.toList())) {
                Files.copy(file, to.resolve(from.relativize(file)));
            }
        }
        return to;
    }
}
