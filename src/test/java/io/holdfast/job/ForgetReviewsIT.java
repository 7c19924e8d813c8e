package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.ledger.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A customer is forgotten after reviews, a workbook and tables as CSV were published that show its name. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ForgetReviewsIT {

    private static final String RUN = "reviews-2025-12-r1";
    private static final String FOLDER = "out/2025-12/account-review/";

    @TempDir
    static Path folder;

    private static Workspaces workspace;
    private static String customer;
    private static String name;
    private static Map<String, String> before;

    @BeforeAll
    static void publish() throws IOException {
        workspace = Workspaces.demo(folder.resolve("company"));
        workspace.write("jobs/reviews.yml", """
            period: month
            steps:
              - figures: [on-time-delivery]
              - report: management-pack
                also: [xlsx, csv]
              - report: account-review
                for-each: key-account
                largest: 4
                also: [xlsx, csv]
              - report: account-review
                for-each: branch
            """);
        for (String job : List.of("nightly", "reviews")) {
            Workspaces.Ended ended = workspace.run("run", job, "--as-if-now", "2026-01-01T02:00:00Z");
            assertThat(ended.exitCode()).as(ended.said()).isZero();
        }
        List<String> first =
                workspace.database("select customer_id from review where kind = 'key-account' order by ordinal");
        customer = first.get(0);
        name = workspace
                .database("select name from review where kind = 'key-account' and item = '" + customer + "'")
                .get(0);
        before = hashes();
    }

    @Test
    @Order(1)
    void the_files_that_stay_and_may_show_the_name_are_listed_and_no_others() {
        Workspaces.Ended ended = workspace.run("forget", customer, "--yes");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.out()).doesNotContain(name);
        assertThat(ended.out().lines().filter(line -> line.startsWith("stays, and may show the name: ")))
                .hasSize(own().size() + branch().size() + 6)
                .anyMatch(line -> line.contains(own().get(0) + " of " + RUN))
                .anyMatch(line -> line.contains("management-pack.en.xlsx of " + RUN))
                .anyMatch(line -> line.contains("management-pack.zh.zip of " + RUN));
        assertThat(ended.out().lines().filter(line -> line.startsWith("for you to delete or to keep: ")))
                .anyMatch(line -> line.endsWith("account-review/index.csv"))
                .anyMatch(line -> line.endsWith(own().get(0)))
                .anyMatch(line -> line.endsWith("management-pack.en.zip"));
        Workspaces.Ended rerun = workspace.run("rerun", RUN);
        assertThat(rerun.exitCode()).as(rerun.said()).isEqualTo(4);
        assertThat(rerun.out())
                .contains("values: the same")
                .contains(own().get(0) + ": other bytes; the published one shows a name that ledger entry ");
    }

    @Test
    @Order(2)
    void made_again_no_file_and_no_index_shows_the_name_and_those_of_others_are_untouched() throws Exception {
        Workspaces.Ended ended = workspace.run("forget", customer, "--yes", "--publications");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.out().lines().filter(line -> line.startsWith("for you to delete or to keep: ")))
                .allMatch(line -> line.contains("/rerun-of-"));
        Folders.delete(workspace.path("out/2025-12/rerun-of-" + RUN));
        Map<String, String> now = hashes();
        assertThat(now.keySet()).isEqualTo(before.keySet());
        for (String file : own()) {
            assertThat(now.get(FOLDER + file)).isNotEqualTo(before.get(FOLDER + file));
            assertThat(workspace.path(
                            "data/archive/" + before.get(FOLDER + file) + file.substring(file.lastIndexOf('.'))))
                    .doesNotExist();
            if (!file.endsWith(".pdf")) {
                assertThat(texts(workspace.path(FOLDER + file))).as(file).contains(customer);
                continue;
            }
            try (PDDocument document =
                    Loader.loadPDF(workspace.path(FOLDER + file).toFile())) {
                assertThat(document.getDocumentInformation().getTitle()).doesNotContain(name);
                assertThat(new PDFTextStripper().getText(document))
                        .contains(file.endsWith(".en.pdf") ? "(removed)" : "（已删除）")
                        .doesNotContain(name);
            }
        }
        List<String> others = now.keySet().stream()
                .filter(file ->
                        file.startsWith(FOLDER + "key-account/") && !own().contains(file.substring(FOLDER.length())))
                .toList();
        assertThat(others).isNotEmpty().allSatisfy(file -> assertThat(now.get(file))
                .isEqualTo(before.get(file)));
        for (String file : now.keySet()) {
            if (file.endsWith(".xlsx") || file.endsWith(".zip") || file.endsWith(".csv")) {
                assertThat(texts(workspace.path(file))).as(file).doesNotContain(name);
            }
        }
    }

    @Test
    @Order(3)
    void manifests_and_index_speak_of_the_files_that_are_there_and_all_is_as_recorded() throws Exception {
        for (String manifest : List.of("key-account.en", "key-account.zh", "branch.en", "branch.zh")) {
            Shell.Ended checked = Shell.run(
                    workspace.path(FOLDER), "sha256sum --check --strict account-review-" + manifest + ".sha256");
            assertThat(checked.exitCode()).as(checked.said()).isZero();
        }
        assertThat(index()).allSatisfy(row -> assertThat(Sha256.of(workspace.path(FOLDER + row.get(4))))
                .isEqualTo(row.get(5)));
        assertThat(index())
                .filteredOn(row -> row.get(0).equals(customer))
                .hasSize(6)
                .allSatisfy(row -> assertThat(row.get(2)).isEqualTo("(removed)"));
        Workspaces.Ended verified = workspace.run("verify");
        assertThat(verified.exitCode()).as(verified.said()).isZero();
        Workspaces.Ended rerun = workspace.run("rerun", RUN);
        assertThat(rerun.exitCode()).as(rerun.said()).isZero();
    }

    @Test
    @Order(4)
    void once_more_there_is_nothing_to_do() {
        Workspaces.Ended ended = workspace.run("forget", customer, "--yes", "--publications");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.out()).contains("nothing is kept of customer " + customer + " besides facts");
    }

    private static List<List<String>> index() {
        List<List<String>> rows = CsvText.read(workspace.path(FOLDER + "index.csv"));
        return rows.subList(1, rows.size());
    }

    private static List<String> own() {
        return index().stream()
                .filter(row -> row.get(0).equals(customer))
                .map(row -> row.get(4))
                .toList();
    }

    private static List<String> branch() {
        List<String> branches =
                workspace.database("select distinct item from review_account where kind = 'branch' and customer_id = '"
                        + customer
                        + "' union select distinct item from review_open where kind = 'branch' and customer_id = '"
                        + customer + "'");
        return index().stream()
                .filter(row -> branches.contains(row.get(0)))
                .map(row -> row.get(4))
                .toList();
    }

    private static Map<String, String> hashes() throws IOException {
        try (Stream<Path> files = Files.walk(workspace.path("out/2025-12"))) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(
                            file -> workspace.root().relativize(file).toString(),
                            Sha256::of,
                            (one, other) -> one,
                            TreeMap::new));
        }
    }

    private static String texts(Path file) throws IOException {
        if (file.toString().endsWith(".csv")) {
            return Files.readString(file);
        }
        StringBuilder text = new StringBuilder();
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                text.append(new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return text.toString();
    }
}
