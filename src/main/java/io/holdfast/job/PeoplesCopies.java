package io.holdfast.job;

import io.holdfast.lake.Erasure;
import io.holdfast.ledger.Sha256;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What lies in {@code out/} for people, as far as it may say something of a customer. */
final class PeoplesCopies {

    private static final String RERUN = "rerun-of-";

    private final Path out;
    private final Path rejects;
    private final Erasure erasure;

    PeoplesCopies(Workspace workspace, Erasure erasure) {
        this.out = workspace.out();
        this.rejects = out.resolve("rejects");
        this.erasure = erasure;
    }

    /** The copies of rejected rows that say something of the customer, and how many rows of each. */
    Map<Path, Long> ofRejects(Set<String> names) {
        Map<Path, Long> copies = new LinkedHashMap<>();
        for (Path file : under(rejects)) {
            long rows = file.toString().endsWith(".rejects.csv") ? erasure.copied(file, names) : 0;
            if (rows > 0) {
                copies.put(file, rows);
            }
        }
        return copies;
    }

    /**
     * Other files that show the name, or may: lists and tables that hold it, what a rerun left, packs, and publications.
     *
     * @param staying hashes of published files that may show it and stay
     */
    List<Path> thatMayShow(Set<String> names, Set<String> staying) {
        return under(out).stream()
                .filter(file -> !file.startsWith(rejects))
                .filter(file -> mayShow(file, names, staying))
                .toList();
    }

    private boolean mayShow(Path file, Set<String> names, Set<String> staying) {
        String name = String.valueOf(file.getFileName());
        String suffix = name.substring(name.lastIndexOf('.') + 1);
        return name.startsWith("churn-list")
                || switch (suffix) {
                    case "zip" -> staying.contains(Sha256.of(file)) || !isTables(file) || zipHolds(file, names);
                    case "pdf", "png" -> file.toString().contains(RERUN) || staying.contains(Sha256.of(file));
                    case "csv", "txt" -> holds(read(file), names);
                    case "xlsx" -> zipHolds(file, names);
                    case "parquet" -> erasure.shows(file, names);
                    default -> false;
                };
    }

    private static boolean holds(byte[] bytes, Set<String> names) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        return names.stream()
                .anyMatch(name ->
                        text.contains(name) || text.contains(name.replace("\"", "\"\"")) || text.contains(xml(name)));
    }

    private static String xml(String name) {
        return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static boolean zipHolds(Path file, Set<String> names) {
        return anyEntry(file, (name, content) -> holds(content, names));
    }

    // What lies in other archives, pages say, is not looked into.
    private static boolean isTables(Path file) {
        return !anyEntry(file, (name, content) -> !name.endsWith(".csv"));
    }

    private static boolean anyEntry(Path file, BiPredicate<String, byte[]> of) {
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (of.test(entry.getName(), zip.readAllBytes())) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static List<Path> under(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
