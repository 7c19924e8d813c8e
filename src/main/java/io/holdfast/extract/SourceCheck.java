package io.holdfast.extract;

import io.holdfast.lake.Engine;
import io.holdfast.source.Source;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Problem;
import io.holdfast.workspace.Workspace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Whether sources can be understood: their files, and, where a file of the inbox shows the columns, their mapping. */
public final class SourceCheck {

    private SourceCheck() {}

    /** What a person has to mend before the sources can be taken in; rows are not looked at. */
    public static List<Problem> check(Workspace workspace, Engine engine) {
        List<Problem> problems = new ArrayList<>();
        for (String file : Source.files(workspace.jobs())) {
            try (Connection connection = engine.connect()) {
                Source source = Source.read(workspace.jobs(), file);
                bind(workspace, source, connection);
            } catch (DefinitionException e) {
                problems.addAll(e.problems());
            } catch (UnreadableFileException e) {
                problems.add(new Problem(
                        workspace.jobs().origin(file), 0, "names a file that cannot be read: " + e.getMessage()));
            } catch (SQLException e) {
                throw new IllegalStateException("the engine's connection does not close", e);
            }
        }
        return problems;
    }

    private static void bind(Workspace workspace, Source source, Connection connection) {
        if (source.query().isPresent()) {
            // Whether its database understands the select, only that can say; it is not asked here.
            return;
        }
        String definition = source.definition();
        List<Path> inputs = FilePattern.matches(workspace, source.read(), definition);
        if (inputs.isEmpty()) {
            return;
        }
        RawRelations raw = new RawRelations(connection, source.format());
        for (String name : source.joins().keySet()) {
            List<Path> files = FilePattern.matches(workspace, source.joins().getOrDefault(name, ""), definition);
            if (files.isEmpty()) {
                throw new DefinitionException(
                        definition,
                        0,
                        "joins " + name + ", but no file matches "
                                + source.joins().get(name));
            }
            raw.createJoin(
                    name,
                    files.stream().map(file -> head(workspace, file, source)).toList());
        }
        new Stager(connection, source, raw, head(workspace, inputs.get(0), source), "UTC");
    }

    private static Csv head(Workspace workspace, Path file, Source source) {
        return Csv.head(workspace.root().relativize(file).toString(), file, source.format());
    }
}
