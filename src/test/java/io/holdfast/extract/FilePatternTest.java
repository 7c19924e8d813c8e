package io.holdfast.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FilePatternTest {

    @TempDir
    private Path folder;

    @BeforeEach
    void fillTheInbox() throws IOException {
        Files.createDirectories(folder.resolve("inbox/orders-old.csv"));
        for (String name : List.of("orders-2.csv", "orders-10.csv", "orders.csv", "orders.csv.part", "xorders.csv")) {
            Files.createFile(folder.resolve("inbox").resolve(name));
        }
        Files.createFile(folder.resolve("orders.csv"));
    }

    @Test
    void aStarStandsForAnyLettersAndFilesComeByName() {
        assertThat(matches("inbox/orders*.csv")).containsExactly("orders-10.csv", "orders-2.csv", "orders.csv");
    }

    @Test
    void aNameWithoutAStarIsThatFileAlone() {
        assertThat(matches("inbox/orders.csv")).containsExactly("orders.csv");
    }

    @Test
    void aPointIsAPointAndNoOtherSignIsSpecial() throws IOException {
        Files.createFile(folder.resolve("inbox/orders-2xcsv"));
        Files.createFile(folder.resolve("inbox/a[1]+.csv"));

        assertThat(matches("inbox/orders-?.csv")).isEmpty();
        assertThat(matches("inbox/orders-2.csv")).containsExactly("orders-2.csv");
        assertThat(matches("inbox/a[1]+.csv")).containsExactly("a[1]+.csv");
    }

    @Test
    void aPatternWithoutAFolderLooksIntoTheWorkspaceItself() {
        assertThat(matches("orders*.csv")).containsExactly("orders.csv");
    }

    @Test
    void anAbsolutePatternIsTakenAsItIs() {
        assertThat(matches(folder.resolve("inbox") + "/x*.csv")).containsExactly("xorders.csv");
    }

    @Test
    void aFolderThatIsNotThereIsNamedWithTheDefinition() {
        assertThatThrownBy(() -> matches("outbox/orders*.csv"))
                .isInstanceOf(DefinitionException.class)
                .hasMessage("jobs/sources/orders.yml: reads outbox/orders*.csv, but the folder "
                        + folder.resolve("outbox") + " is not there; make it, or mend 'read'");
    }

    private List<String> matches(String pattern) {
        return FilePattern.matches(new Workspace(folder), pattern, "jobs/sources/orders.yml").stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }
}
