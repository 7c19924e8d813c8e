package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.ledger.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A closed month of the demonstration, after late orders came and recorded ones were corrected. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RestatementIT {

    private static final String RUN = "monthly-figures-2025-12-r1";

    @TempDir
    static Path folder;

    private static Workspaces workspace;

    @BeforeAll
    static void publishThenTakeInMore() throws IOException {
        workspace = Workspaces.demo(folder.resolve("company"))
                .write("jobs/monthly-figures.yml", "period: month\nsteps:\n  - figures: all\n");
        done(workspace.run("run", "nightly", "--as-if-now", "2026-01-01T02:00:00Z"));
        done(workspace.run("run", "monthly-figures", "--period", "2025-12", "--as-if-now", "2026-01-01T02:00:00Z"));
        Files.writeString(workspace.path("inbox/orders-2026.csv"), lateAndCorrected());
        done(workspace.run("run", "nightly", "--period", "2026-01-15", "--as-if-now", "2026-01-16T02:00:00Z"));
    }

    private static void done(Workspaces.Ended ended) {
        assertThat(ended.exitCode()).as(ended.said()).isIn(0, 4);
    }

    // Of the orders promised in December, one that was on time is found to have come on the 31st, after its day, and of
    // three more each comes again under another number, as one that nobody had entered.
    private static String lateAndCorrected() throws IOException {
        List<String> lines = Files.readAllLines(workspace.path("inbox/orders-2025.csv"));
        List<String> header = List.of(lines.get(0).split(","));
        int promised = header.indexOf("promised_at");
        int delivered = header.indexOf("delivered_at");
        List<String[]> december = lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(row -> row[promised].startsWith("2025-12-1") && row[delivered].startsWith("2025-12"))
                .filter(row -> row[delivered].substring(0, 10).compareTo(row[promised].substring(0, 10)) <= 0)
                .toList();
        StringBuilder csv = new StringBuilder(lines.get(0)).append('\n');
        String[] corrected = december.get(0).clone();
        corrected[delivered] = "2025-12-31 10:00:00";
        csv.append(String.join(",", corrected)).append('\n');
        for (int i = 1; i <= 3; i++) {
            String[] late = december.get(i).clone();
            late[0] = "late-" + i;
            csv.append(String.join(",", late)).append('\n');
        }
        return csv.toString();
    }

    @Test
    @Order(1)
    void whatMovedIsToldBySentenceAndBlamedOnItsCauses() {
        Workspaces.Ended ended = restate("--as-known-now");

        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(5);
        assertThat(ended.said())
                .containsPattern("On-time delivery December 2025 was published as [\\d.]+%, is now [\\d.]+%: "
                        + "\\+[\\d.]+ points by 3 orders that came late, −[\\d.]+ points by 1 order that was corrected")
                .contains("3 rows came and 1 changed")
                .contains("published out/2025-12/" + name() + ".en.pdf")
                .doesNotContain("first of all");
    }

    @Test
    @Order(2)
    void theReportShowsTheFiguresTheCausesAndTheRowsInEveryLanguage() throws IOException {
        assertThat(pdf("en"))
                .contains("Restatement")
                .contains("As published")
                .contains("What moved, and by what")
                .contains("Late")
                .contains("Orders late-1")
                .containsPattern("delivered_at: 2025-12-\\S+ \\S+ → 2025-12-31 10:00:00")
                .contains("inbox/orders-2026.csv");
        assertThat(pdf("zh")).contains("指标重述").contains("迟到的 3 个订单").contains("订单 late-1");
    }

    @Test
    @Order(3)
    void theWorkbookHasEveryPartUnroundedAndEveryRow() throws Exception {
        Path file = workspace.path("out/2025-12/" + name() + ".xlsx");
        List<Map<String, String>> figures = rows(file, 1);
        List<Map<String, String>> causes = rows(file, 2);
        List<Map<String, String>> touching = rows(file, 3);

        Map<String, BigDecimal> sums = new TreeMap<>();
        causes.stream()
                .filter(part -> "total".equals(part.get("dimension")) && part.containsKey("part"))
                .forEach(part -> sums.merge(part.get("figure"), new BigDecimal(part.get("part")), BigDecimal::add));
        assertThat(figures).isNotEmpty();
        for (Map<String, String> figure : figures) {
            if (figure.containsKey("difference")) {
                assertThat(sums.get(figure.get("figure")))
                        .as(figure.get("figure"))
                        .isEqualByComparingTo(new BigDecimal(figure.get("difference")));
            }
        }
        assertThat(touching.stream()
                        .filter(row -> "on-time-delivery".equals(row.get("figure")))
                        .map(row -> row.get("how") + " " + row.get("then") + " "
                                + new BigDecimal(row.get("hit now")).toBigInteger()))
                .containsExactlyInAnyOrder("changed counted 0", "came absent 1", "came absent 1", "came absent 1");
        try (ZipFile workbook = new ZipFile(file.toFile())) {
            assertThat(text(workbook, "xl/workbook.xml")).contains("figures", "causes", "rows", "definitions", "loads");
            assertThat(text(workbook, "xl/worksheets/sheet3.xml")).contains("state=\"frozen\"");
        }
    }

    @Test
    @Order(4)
    void theSameAgainGivesTheSameBytes() throws IOException {
        Map<String, String> before = published();

        restate("--as-known-at", "2026-01-16");

        assertThat(published()).isEqualTo(before).hasSize(3);
    }

    @Test
    @Order(5)
    void asItWasKnownThenNothingMoved() {
        Workspaces.Ended ended = restate("--as-known-at", "2026-01-01T12:00");

        assertThat(ended.exitCode()).as(ended.said()).isZero();
        assertThat(ended.out()).contains("no figure of").contains("0 rows came and 0 changed");
    }

    @Test
    @Order(6)
    void aPositionBeforeWhatTheRunKnewOrWordsThatAreNoTimeAreRefused() {
        assertThat(restate("--as-known-at", "1").err()).contains("is before position");
        assertThat(restate("--as-known-at", "99999").err()).contains("has no position 99999");
        assertThat(restate("--as-known-at", "yesterday").err()).contains("'yesterday' is neither");
        assertThat(restate("--as-known-at", "2020-01-01").err()).contains("nothing had been loaded by 2020-01-01");
        assertThat(restate("--as-known-now", "--as-known-at", "1").err()).contains("exclude each other");
    }

    @Test
    @Order(7)
    void whatIsRestatedIsWhatTheNextRevisionOfTheRunComputes() throws Exception {
        done(workspace.run("run", "monthly-figures", "--period", "2025-12", "--again"));
        done(workspace.run("rerun", "monthly-figures-2025-12-r2", "--as-known-now"));
        Map<String, String> now = new HashMap<>();
        rows(workspace.path("out/2025-12/" + name() + ".xlsx"), 1)
                .forEach(row -> now.put(row.get("figure"), String.valueOf(row.get("now"))));
        Map<String, String> again = new HashMap<>();
        rows(workspace.path("out/2025-12/" + name().replace("-r1-", "-r2-") + ".xlsx"), 1)
                .forEach(row -> again.put(row.get("figure"), String.valueOf(row.get("published"))));

        assertThat(now).isEqualTo(again);
    }

    @Test
    @Order(8)
    void whatWasPublishedIsAsItWas() {
        Workspaces.Ended verified = workspace.run("verify");
        Workspaces.Ended rerun = workspace.run("rerun", RUN);

        assertThat(verified.exitCode()).as(verified.said()).isZero();
        assertThat(rerun.exitCode()).as(rerun.said()).isZero();
    }

    private static Workspaces.Ended restate(String... how) {
        return workspace.run(
                Stream.concat(Stream.of("rerun", RUN), Stream.of(how)).toArray(String[]::new));
    }

    // Named by the snapshot after the last load.
    private static String name() {
        try (Stream<Path> files = Files.list(workspace.path("out/2025-12"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith("restatement-of-" + RUN) && file.endsWith(".xlsx"))
                    .max(Comparator.comparing((String file) -> file.length()).thenComparing(file -> file))
                    .orElseThrow()
                    .replace(".xlsx", "");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, String> published() throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        for (String suffix : List.of(".en.pdf", ".zh.pdf", ".xlsx")) {
            hashes.put(suffix, Sha256.of(workspace.path("out/2025-12/" + name() + suffix)));
        }
        return hashes;
    }

    private static String pdf(String language) throws IOException {
        try (PDDocument document = Loader.loadPDF(workspace
                .path("out/2025-12/" + name() + "." + language + ".pdf")
                .toFile())) {
            return new PDFTextStripper().getText(document);
        }
    }

    private static String text(ZipFile workbook, String entry) throws IOException {
        return new String(workbook.getInputStream(workbook.getEntry(entry)).readAllBytes());
    }

    /** The rows of a sheet, each value by the head of its column. */
    private static List<Map<String, String>> rows(Path file, int sheet) throws Exception {
        try (ZipFile workbook = new ZipFile(file.toFile())) {
            List<String> shared = new ArrayList<>();
            NodeList items = nodes(workbook, "xl/sharedStrings.xml", "si");
            for (int i = 0; i < items.getLength(); i++) {
                shared.add(items.item(i).getTextContent());
            }
            List<Map<String, String>> rows = new ArrayList<>();
            Map<String, String> heads = new HashMap<>();
            NodeList lines = nodes(workbook, "xl/worksheets/sheet" + sheet + ".xml", "row");
            for (int i = 0; i < lines.getLength(); i++) {
                Map<String, String> row = new HashMap<>();
                NodeList cells = ((Element) lines.item(i)).getElementsByTagName("c");
                for (int j = 0; j < cells.getLength(); j++) {
                    Element cell = (Element) cells.item(j);
                    String column = cell.getAttribute("r").replaceAll("\\d", "");
                    String value = cell.getTextContent();
                    if (value.isEmpty()) {
                        continue;
                    }
                    String said = cell.getAttribute("t").equals("s") ? shared.get(Integer.parseInt(value)) : value;
                    if (i == 0) {
                        heads.put(column, said);
                    } else {
                        row.put(heads.get(column), said);
                    }
                }
                if (i > 0) {
                    rows.add(row);
                }
            }
            return rows;
        }
    }

    private static NodeList nodes(ZipFile workbook, String entry, String tag) throws Exception {
        try (InputStream xml = workbook.getInputStream(workbook.getEntry(entry))) {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(xml)
                    .getElementsByTagName(tag);
        }
    }
}
