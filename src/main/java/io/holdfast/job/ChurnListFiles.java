package io.holdfast.job;

import io.holdfast.job.TableFile.Format;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Lake;
import io.holdfast.lake.ScoresFile;
import io.holdfast.lake.Sql;
import io.holdfast.period.Period;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** All scored customers of a period, as a file for people: the very scores that its latest run kept. */
public final class ChurnListFiles {

    private static final String RANKED =
            " order by case status when 'active' then 0 else 1 end, value_at_risk desc, log_odds desc,"
                    + " mean_order_value * order_days desc, customer_id";

    private final Workspace workspace;
    private final Company company;

    public ChurnListFiles(Workspace workspace) {
        this.workspace = workspace;
        this.company = workspace.company();
    }

    /**
     * Writes the customers that the period's latest run scored: active ones by value at risk, then the stopped ones.
     *
     * @param top how many; all where empty
     * @param file to write; where absent, {@code out/PERIOD/churn-list.FORMAT}
     * @throws DefinitionException where no run of the period has scored anybody, or no file may be written there
     * @throws BusyException where another process works in the workspace
     */
    public Outcome write(Period period, Format format, Optional<Integer> top, Optional<Path> file) {
        TableFile table = new TableFile(
                workspace,
                file.orElseGet(
                        () -> workspace.out().resolve(period.toString()).resolve("churn-list." + format.extension())),
                format);
        try (Repository repository = new Repository(workspace);
                Engine engine = Engine.start(workspace.data("tmp"), company.memory(), company.threads());
                Connection connection = engine.connect()) {
            Lake lake = repository.lake();
            ScoresFile scores = lake.scores(Long.MAX_VALUE).stream()
                    .filter(kept -> kept.period().equals(period.toString()))
                    .reduce((earlier, later) -> later)
                    .orElseThrow(() -> new DefinitionException(
                            "holdfast churn-list",
                            0,
                            "has nothing to show: no run has scored customers for " + period + "; score them first: "
                                    + workspace.command("run churn --period " + period)));
            lake.createViews(connection, scores.knownAt());
            String rows = "select scored.customer_id, customers.name, scored.* exclude (customer_id) from ("
                    + "select columns(lambda shown: shown <> 'name') from read_parquet("
                    + Sql.literal(lake.file(scores)) + ")) as scored left join customers using (customer_id)" + RANKED
                    + top.map(most -> " limit " + most).orElse("");
            long written = table.write(connection, rows, "churn-list", scores.recordedAt());
            return new Outcome(
                    Outcome.State.DONE,
                    List.of(table + ": " + written + (written == 1 ? " customer" : " customers") + " of "
                            + scores.rows() + ", as " + scores.runId() + " scored them as of " + scores.asOf()));
        } catch (SQLException e) {
            throw new IllegalStateException("the engine's connection does not close", e);
        }
    }
}
