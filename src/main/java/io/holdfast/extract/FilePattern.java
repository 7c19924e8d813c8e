package io.holdfast.extract;

import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The files that a source's pattern names, such as {@code inbox/orders-*.csv}, by name. */
final class FilePattern {

    private FilePattern() {}

    /**
     * @param definition the file that holds the pattern, for messages
     * @throws DefinitionException where the folder is not there
     */
    static List<Path> matches(Workspace workspace, String pattern, String definition) {
        Path whole = workspace.root().resolve(pattern);
        Path folder = whole.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new DefinitionException(
                    definition,
                    0,
                    "reads " + pattern + ", but the folder " + folder + " is not there; make it, or mend 'read'");
        }
        Pattern names = Pattern.compile(Stream.of(whole.getFileName().toString().split("\\*", -1))
                .map(Pattern::quote)
                .collect(Collectors.joining(".*")));
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> names.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder + "; may this user read it?", e);
        }
    }
}
