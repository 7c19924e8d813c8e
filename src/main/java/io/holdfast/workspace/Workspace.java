package io.holdfast.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a company owns, one folder: definitions that people edit ({@code jobs}, {@code reports}), files that come
 * in ({@code inbox}), the suite's own data ({@code data}: back it up as one) and copies with names for people
 * ({@code out}).
 */
public final class Workspace {

    private final Path root;
    private final Definitions jobs;
    private final Definitions reports;

    /**
     * @throws DefinitionException where the folder is not there
     */
    public Workspace(Path root) {
        this.root = root.toAbsolutePath().normalize();
        if (!Files.isDirectory(this.root)) {
            throw new DefinitionException(
                    root.toString(), 0, "is not a folder; name a workspace with --dir, or make one: holdfast init DIR");
        }
        if (Stream.of("jobs", "inbox", "data").noneMatch(part -> Files.isDirectory(this.root.resolve(part)))) {
            throw new DefinitionException(
                    root.toString(),
                    0,
                    "is no workspace: it has no jobs, inbox or data; name one with --dir, or make it one: holdfast init "
                            + root);
        }
        this.jobs = ownOrDefault("jobs");
        this.reports = ownOrDefault("reports");
    }

    private Workspace(Path root, Definitions jobs, Definitions reports) {
        this.root = root;
        this.jobs = jobs;
        this.reports = reports;
    }

    /** This workspace with other definitions, such as those that a past run had. */
    public Workspace with(Definitions otherJobs, Definitions otherReports) {
        return new Workspace(root, otherJobs, otherReports);
    }

    public Path root() {
        return root;
    }

    public Definitions jobs() {
        return jobs;
    }

    public Definitions reports() {
        return reports;
    }

    public Company company() {
        return Company.read(jobs, reports);
    }

    /** A folder of the suite's own data, made if it is not there. */
    public Path data(String folder) {
        return made(root.resolve("data").resolve(folder));
    }

    /** Where copies with names for people go. */
    public Path out() {
        return root.resolve("out");
    }

    /** A command as a person would type it for this workspace: with {@code --dir} where it is not the current folder. */
    public String command(String words) {
        return "holdfast " + words + (root.equals(Path.of("").toAbsolutePath()) ? "" : " --dir " + root);
    }

    /** Writes the defaults of the jar into the folder for editing; what is there already stays as it is. */
    public static void writeDefaults(Path folder) {
        for (String tree : new String[] {"jobs", "reports"}) {
            copy(shipped(tree), folder.resolve(tree));
        }
    }

    private Definitions ownOrDefault(String tree) {
        Path own = root.resolve(tree);
        return new Definitions(tree, Files.isDirectory(own) ? own : shipped(tree));
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (!Files.exists(target)) {
                    made(Objects.requireNonNull(target.getParent()));
                    Files.copy(file, target);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the defaults to " + to, e);
        }
    }

    private static Path made(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot create the folder " + folder + "; may you write there, and is the disk not full?", e);
        }
    }

    private static Path shipped(String tree) {
        URL url = Objects.requireNonNull(
                Workspace.class.getResource("/holdfast/" + tree), "the jar lacks its defaults: holdfast/" + tree);
        try {
            URI uri = url.toURI();
            return "jar".equals(uri.getScheme()) ? inJar(uri, tree) : Path.of(uri);
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("cannot read the defaults of the jar at " + url, e);
        }
    }

    // The file system stays open: the definitions are read from it as long as the program runs.
    private static Path inJar(URI uri, String tree) throws IOException {
        FileSystem jar;
        try {
            jar = FileSystems.getFileSystem(uri);
        } catch (FileSystemNotFoundException e) {
            jar = FileSystems.newFileSystem(uri, Map.of());
        }
        return jar.getPath("/holdfast/" + tree);
    }
}
