package io.holdfast.job;

import io.holdfast.archive.Forgotten;
import io.holdfast.archive.ResultLines;
import io.holdfast.archive.RunRecord;
import io.holdfast.job.Beside.Pair;
import io.holdfast.report.PdfPictures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a rerun made beside what the records have: file by file by their bytes, else value by value and page by page. */
final class Comparison {

    private static final int NAMED = 10;

    // Each is shown page by page.
    private static final int MOST_FILES = 100;

    private final RunRecord recorded;
    private final Path out;
    private final List<String> lines = new ArrayList<>();
    private final Forgotten forgotten;
    private boolean same = true;
    private boolean nameless;

    /**
     * @param out a folder for what differs
     * @param forgotten names that were removed since: they explain why a file that showed one differs
     */
    Comparison(RunRecord recorded, Path out, Forgotten forgotten) {
        this.recorded = recorded;
        this.out = out;
        this.forgotten = forgotten;
    }

    /**
     * Compares the results as texts and every file.
     *
     * @param before the results that are recorded
     * @param now those of the rerun, of the same tables and columns
     */
    Outcome of(String before, String now, Beside beside) {
        values(before, now);
        beside.scores().forEach(this::file);
        beside.reports().stream().limit(MOST_FILES).forEach(this::file);
        if (beside.reports().size() > MOST_FILES) {
            lines.add((beside.reports().size() - MOST_FILES) + " more files differ; the manifests name them");
        }
        beside.gone().forEach(name -> lines.add(name + ": the records have it, but it was not made now"));
        lines.add(recorded.runId()
                + (same
                        ? " was made again, the same in every " + (nameless ? "value; a name is removed since" : "byte")
                        : " came out otherwise; what differs lies in " + out));
        if (!same && !recorded.program().equals(Program.version())) {
            lines.add("it was made by version " + recorded.program() + ", this is " + Program.version()
                    + ": with that version it can be seen whether the program made the difference");
        }
        Outcome.State asRecorded = nameless ? Outcome.State.WARNINGS : Outcome.State.DONE;
        return new Outcome(same ? asRecorded : Outcome.State.DIFFERS, List.copyOf(lines));
    }

    private void values(String before, String now) {
        ResultLines difference = ResultLines.between(before, now);
        if (difference.isEmpty()) {
            lines.add("values: the same, " + difference.rows() + " rows");
            return;
        }
        same = false;
        lines.add("values: " + difference.count() + " rows differ of " + difference.rows() + ", the first: "
                + difference.first());
        write("differences.txt", difference.text());
    }

    private void file(Pair pair) {
        if (pair.same()) {
            String sha256 = pair.recorded().orElseThrow();
            lines.add(pair.name() + ": the same bytes, SHA-256 " + sha256
                    + forgotten
                            .standsFor(sha256)
                            .map(gone -> ", which took the place of " + gone.sha256() + " by ledger entry "
                                    + gone.position() + " (forget)")
                            .orElse(""));
            return;
        }
        // Of many files in one publication the entry names their manifest.
        Optional<Long> removedBy = pair.within().or(pair::recorded).flatMap(forgotten::showsWhatIsRemovedBy);
        if (removedBy.isPresent()) {
            nameless = true;
            Path made = keep(pair);
            lines.add("warning: " + pair.name() + ": other bytes; the published one shows a name that ledger entry "
                    + removedBy.get() + " (forget) removed since"
                    + looks(pair, made));
            return;
        }
        same = false;
        Path made = keep(pair);
        if (pair.kept().isEmpty()) {
            lines.add(pair.name() + ": made now, but the records have none");
        } else {
            lines.add(pair.name() + ": other bytes" + looks(pair, made));
        }
    }

    // What can be looked at page by page; of a workbook the values above tell.
    private String looks(Pair pair, Path made) {
        return pair.kept()
                .filter(kept -> pair.name().endsWith(".pdf"))
                .map(kept -> "; " + pages(kept, made))
                .orElse("");
    }

    private String pages(Path before, Path now) {
        if (!Files.isRegularFile(before)) {
            return before + " is missing, so its pages cannot be compared";
        }
        List<PdfPictures.Page> pages = PdfPictures.different(
                before, now, out.resolve(now.getFileName().toString().replace(".pdf", "")));
        if (pages.isEmpty()) {
            return "every page looks the same";
        }
        return pages.size() + (pages.size() == 1 ? " page looks" : " pages look") + " different: "
                + pages.stream()
                        .limit(NAMED)
                        .map(page -> page.number() + " (" + percent(page.share()) + ")")
                        .collect(Collectors.joining(", "))
                + (pages.size() > NAMED ? ", …" : "");
    }

    private static String percent(double share) {
        return BigDecimal.valueOf(share * 100).setScale(2, RoundingMode.UP).toPlainString() + " %";
    }

    private Path keep(Pair pair) {
        try {
            String name = pair.within().isPresent()
                    ? pair.name().replace('/', '-')
                    : Optional.ofNullable(pair.made().getFileName())
                            .orElseThrow()
                            .toString();
            Path kept = Files.createDirectories(out).resolve(name);
            return Files.copy(pair.made(), kept, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + out + "; may you write there?", e);
        }
    }

    private void write(String name, String text) {
        try {
            Files.writeString(Files.createDirectories(out).resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + out + "; may you write there?", e);
        }
    }
}
