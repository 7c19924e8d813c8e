package io.holdfast.report;

import io.holdfast.report.SampleMart.Shape;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problem;
import io.holdfast.workspace.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The project's reports tree with some files changed, added or left out: what a company makes of it. */
final class ReportsTree {

    private final Path folder;
    private final Map<String, Path> files = new TreeMap<>();

    /** @param folder for what is changed */
    ReportsTree(Path folder) {
        this.folder = folder;
        try (Stream<Path> tree = Files.walk(SamplePages.TREE)) {
            tree.filter(Files::isRegularFile)
                    .forEach(file -> files.put(SamplePages.TREE.relativize(file).toString(), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ReportsTree with(String file, String text) {
        return with(file, text.getBytes(StandardCharsets.UTF_8));
    }

    ReportsTree with(String file, byte[] bytes) {
        try {
            Path changed = folder.resolve("tree").resolve(file);
            Files.createDirectories(changed.getParent());
            files.put(file, Files.write(changed, bytes));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ReportsTree without(String file) {
        files.remove(file);
        return this;
    }

    Definitions definitions() {
        return new Definitions("reports", files);
    }

    Reports reports() {
        return new Reports(definitions(), SamplePages.COMPILED);
    }

    /** What check says of it. */
    String problems() throws SQLException {
        try (Connection mart = SampleMart.open(Shape.EMPTY)) {
            return said(reports().check(mart));
        }
    }

    /** What is wrong with its theme alone. */
    String themeProblems() {
        Problems problems = new Problems();
        problems.tried(() -> Theme.read(definitions()));
        return said(problems.found());
    }

    private static String said(List<Problem> problems) {
        return String.join("\n", problems.stream().map(Problem::toString).toList());
    }
}
