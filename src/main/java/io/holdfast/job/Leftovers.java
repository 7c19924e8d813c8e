package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.lake.Lake;
import io.holdfast.ledger.Claim;
import io.holdfast.ledger.Ledger;
import io.holdfast.ledger.Removals;
import io.holdfast.ledger.Removals.Gone;
import io.holdfast.ledger.Sha256;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Deletes the files of which the ledger says that they went: after the entry that says so, and where a process was killed
 * in between, at the start of the next one.
 */
final class Leftovers {

    private final Workspace workspace;
    private final JdbcTemplate jdbc;
    private final Ledger ledger;
    private final Lake lake;
    private final Archive archive;

    Leftovers(Workspace workspace, JdbcTemplate jdbc) {
        this.workspace = workspace;
        this.jdbc = jdbc;
        this.ledger = new Ledger(jdbc);
        this.lake = new Lake(workspace.data("lake"), ledger);
        this.archive = new Archive(workspace.data("archive"), ledger);
    }

    /** Returns how many files it deleted. */
    long delete() {
        List<Gone> there = Removals.of(ledger).all().stream()
                .filter(gone -> Files.exists(file(gone)))
                .toList();
        if (there.isEmpty()) {
            return 0;
        }
        // What came again after it went is named again.
        Set<Path> claimed = Stream.concat(lake.claims().stream(), archive.claims().stream())
                .map(Claim::file)
                .collect(Collectors.toSet());
        List<Gone> old =
                there.stream().filter(gone -> !claimed.contains(file(gone))).toList();
        if (old.isEmpty()) {
            return 0;
        }
        old.forEach(this::replaceCopies);
        BurstCopies.renew(
                workspace.out(),
                old.stream()
                        .filter(gone -> !gone.successor().isEmpty())
                        .collect(Collectors.toMap(Gone::sha256, this::now, (earlier, later) -> later)),
                Removals.customers(ledger));
        lake.writeScript(ledger.head());
        if (old.stream().anyMatch(gone -> gone.kind().equals(Removals.FORGET))) {
            OwnDatabase.writeAnew(jdbc);
        }
        old.forEach(gone -> {
            try {
                Files.deleteIfExists(file(gone));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot delete " + file(gone), e);
            }
        });
        return old.size();
    }

    // A publication's copy for people, where it is still what was published.
    private void replaceCopies(Gone gone) {
        if (gone.successor().isEmpty() || !gone.path().startsWith("archive/")) {
            return;
        }
        Path successor =
                file(gone).resolveSibling(file(gone).getFileName().toString().replace(gone.sha256(), now(gone)));
        if (!Files.isRegularFile(successor)) {
            return;
        }
        try (Stream<Path> files = Files.isDirectory(workspace.out()) ? Files.walk(workspace.out()) : Stream.empty()) {
            for (Path copy : files.filter(file -> isCopy(file, gone)).toList()) {
                Path draft = copy.resolveSibling("." + copy.getFileName() + ".draft");
                Files.copy(successor, draft, StandardCopyOption.REPLACE_EXISTING);
                Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot replace copies in " + workspace.out(), e);
        }
    }

    private String now(Gone gone) {
        return Removals.of(ledger).current(gone.successor(), gone.position());
    }

    private static boolean isCopy(Path file, Gone gone) {
        String suffix = gone.path().substring(gone.path().lastIndexOf('.'));
        return Files.isRegularFile(file)
                && Optional.ofNullable(file.getFileName())
                        .filter(name -> name.toString().endsWith(suffix))
                        .isPresent()
                && Sha256.of(file).equals(gone.sha256());
    }

    private Path file(Gone gone) {
        int name = gone.path().lastIndexOf('/');
        return workspace
                .data(gone.path().substring(0, name))
                .resolve(gone.path().substring(name + 1));
    }
}
