package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.job.TableFile.Format;
import io.holdfast.lake.LakeException;
import io.holdfast.report.ReportException;
import io.holdfast.report.Spreadsheet;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables for people: whole under their name, or not there, and never over what is the workspace's own. */
class TableFileTest {

    @TempDir
    Path folder;

    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aTableReplacesWhatWasThere(Format format) throws IOException {
        Path target = Files.writeString(folder.resolve("table"), "before");

        assertThat(table(target, format).write(connection, "select 7 as n union all select 8", "sheet", Instant.EPOCH))
                .isEqualTo(2);

        assertThat(Files.readAllBytes(target)).isNotEqualTo("before".getBytes());
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("table", "company");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aQueryThatFailsLeavesWhatWasThereAndNoDraft(Format format) throws IOException {
        Path target = Files.writeString(folder.resolve("table"), "before");

        assertThatThrownBy(() -> write(table(target, format), "select cast('x' as integer) as n"))
                .isInstanceOf(LakeException.class);

        assertLeft(target);
    }

    @Test
    void moreRowsThanASheetHasRoomForLeaveWhatWasThereAndNoDraft() throws IOException {
        Path target = Files.writeString(folder.resolve("table"), "before");

        assertThatThrownBy(() ->
                        write(table(target, Format.XLSX), "select null as n from range(" + Spreadsheet.MOST_ROWS + ")"))
                .isInstanceOf(ReportException.class)
                .hasMessageContaining("there are more rows than the 1048575");

        assertLeft(target);
    }

    @Test
    void aPlaceThatIsNoFolderIsToldAsThatAndNotAsTheFaultOfAQuery() throws IOException {
        Path target = Files.writeString(folder.resolve("file"), "").resolve("table.csv");

        assertThatThrownBy(() -> write(table(target, Format.CSV), "select 1 as n"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cannot write " + target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jobs/company.yml", "reports/x", "data/db/x", "inbox/x", "jobs", "out/../data/x"})
    void theWorkspaceSOwnIsNoPlaceForIt(String place) {
        Path target = folder.resolve("company").resolve(place);

        assertThatThrownBy(() -> table(target, Format.CSV))
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("--out: " + target + " is in the workspace's ");
    }

    @Test
    void aFolderOrABlankIsNoPlaceForIt() {
        for (Path target : new Path[] {folder, Path.of(""), Path.of(" ")}) {
            assertThatThrownBy(() -> table(target, Format.CSV))
                    .isInstanceOf(DefinitionException.class)
                    .hasMessage("--out: '" + target + "' is a folder; name a file in it");
        }
    }

    private TableFile table(Path target, Format format) {
        Workspaces company = Workspaces.in(folder.resolve("company")).folder("inbox");
        return new TableFile(new Workspace(company.root()), target, format);
    }

    private void write(TableFile table, String rows) {
        table.write(connection, rows, "sheet", Instant.EPOCH);
    }

    private void assertLeft(Path target) throws IOException {
        assertThat(target).hasContent("before");
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("table", "company");
    }
}
