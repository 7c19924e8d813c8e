package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.archive.Publication;
import io.holdfast.ledger.Sha256;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Files that are past their term and of which the ledger does not speak: copies for people, and what work in between left
 * behind. What a run that is not done may still need is never among them.
 */
final class Expired {

    private final Workspace workspace;
    private final Archive archive;
    private final Set<String> unfinished;

    Expired(Workspace workspace, Archive archive, Standings standings) {
        this.workspace = workspace;
        this.archive = archive;
        this.unfinished = standings.unfinished();
    }

    /** Copies of publications that the archive has byte for byte, published before then. */
    List<Path> copies(Instant before) {
        Map<String, List<Publication>> published =
                archive.publications().stream().collect(Collectors.groupingBy(Publication::sha256));
        Path rejects = rejectFolder();
        return files(workspace.out(), file -> !file.startsWith(rejects)).stream()
                .filter(file -> isCopy(published.getOrDefault(Sha256.of(file), List.of()), before))
                .toList();
    }

    private boolean isCopy(List<Publication> same, Instant before) {
        return !same.isEmpty()
                && same.stream()
                        .allMatch(publication -> publication.recordedAt().isBefore(before))
                && same.stream()
                        .allMatch(publication -> Files.isRegularFile(archive.file(publication))
                                && Sha256.of(archive.file(publication)).equals(publication.sha256()));
    }

    /** Rejected rows as CSV for people, written before then, of runs that are done. */
    List<Path> rejectCopies(Instant before) {
        Path rejects = rejectFolder();
        return files(rejects, file -> !unfinished.contains(topFolder(rejects, file)) && isOlder(file, before));
    }

    /** What the engine put aside, what runs that are done left behind, and templates compiled for a quick start. */
    List<Path> temporary(Instant before) {
        Path staging = data("staging");
        List<Path> files = new ArrayList<>(files(data("tmp"), file -> isOlder(file, before)));
        files.addAll(files(staging, file -> !unfinished.contains(topFolder(staging, file)) && isOlder(file, before)));
        files.addAll(files(data("cache"), file -> isOlder(file, before)));
        return files;
    }

    private static String topFolder(Path parent, Path file) {
        return parent.relativize(file).getName(0).toString();
    }

    private static boolean isOlder(Path file, Instant before) {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(before);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look at " + file, e);
        }
    }

    /** Deletes files and the folders below {@code data} and {@code out} that are empty then. */
    void delete(List<Path> files) {
        try {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            for (Path folder : Stream.of(workspace.out(), data("tmp"), data("staging"), data("cache"))
                    .filter(Files::isDirectory)
                    .toList()) {
                Files.walkFileTree(folder, new Emptying(folder));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete what is past its term", e);
        }
    }

    /** Deletes folders that hold nothing. */
    private static final class Emptying extends SimpleFileVisitor<Path> {

        private final Path top;

        Emptying(Path top) {
            this.top = top;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failure) throws IOException {
            if (!folder.equals(top)) {
                try (Stream<Path> content = Files.list(folder)) {
                    if (content.findAny().isPresent()) {
                        return FileVisitResult.CONTINUE;
                    }
                }
                Files.delete(folder);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            return FileVisitResult.CONTINUE;
        }
    }

    private Path rejectFolder() {
        return workspace.out().resolve("rejects");
    }

    private Path data(String folder) {
        return workspace.root().resolve("data").resolve(folder);
    }

    private static List<Path> files(Path folder, Predicate<Path> which) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).filter(which).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }
}
