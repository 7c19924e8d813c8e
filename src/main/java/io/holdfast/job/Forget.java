package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.archive.Forgotten;
import io.holdfast.archive.Publication;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Erasure;
import io.holdfast.lake.Erasure.Held;
import io.holdfast.lake.Lake;
import io.holdfast.ledger.Ledger;
import io.holdfast.ledger.Removals;
import io.holdfast.ledger.Removals.Gone;
import io.holdfast.mart.CustomerNames;
import io.holdfast.mart.ReviewMart;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes for good what is kept of a customer besides facts: names and texts in the lake, what rejected records held of
 * it, names in the mart and, where it is asked for, in publications. New files are written first, then one entry says which took
 * the place of which, then the old ones are deleted: a process may be killed at any moment, and the same command goes on.
 */
public final class Forget implements AutoCloseable {

    private final Workspace workspace;
    private final Clock clock;
    private final Narrator narrator;
    private final Repository repository;
    private final Ledger ledger;
    private final Lake lake;
    private final Archive archive;
    private final CustomerNames mart;
    private final Engine engine;
    private final Connection connection;

    /** @throws BusyException where another process works in the workspace */
    public Forget(Workspace workspace, Clock clock, Narrator narrator) {
        this.workspace = workspace;
        this.clock = clock;
        this.narrator = narrator;
        Company company = workspace.company();
        this.repository = new Repository(workspace);
        this.ledger = new Ledger(repository.jdbc());
        this.lake = repository.lake();
        this.archive = new Archive(workspace.data("archive"), ledger);
        this.mart = new CustomerNames(repository.jdbc(), Erasure.REMOVED);
        // What a killed process had put aside there has names too.
        Folders.delete(workspace.data("tmp"));
        this.engine = Engine.start(workspace.data("tmp"), company.memory(), company.threads());
        this.connection = engine.connect();
    }

    /**
     * What would be removed.
     *
     * @param names that the customer has or had
     * @param held the lake's files that say something of it
     * @param copies of rejected rows for people, likewise
     * @param martRows rows of results that show the name
     * @param publications those of runs whose results show or showed the name
     * @param publicationsToo whether these are made again without it
     */
    public record Plan(
            String customer,
            Set<String> names,
            List<Held> held,
            Map<Path, Long> copies,
            long martRows,
            List<Publication> publications,
            boolean publicationsToo) {

        /** Whether nothing is left to remove. */
        public boolean isEmpty() {
            return held.isEmpty() && copies.isEmpty() && martRows == 0 && (!publicationsToo || publications.isEmpty());
        }

        /** The plan in words. */
        public List<String> lines() {
            List<String> lines = new ArrayList<>();
            lines.add("customer " + customer + (names.isEmpty() ? "" : ", called " + String.join("; ", names)) + ":");
            held.forEach(file -> lines.add("  " + rows(file.rows()) + " of " + file.kind() + " in " + file.file()));
            copies.forEach((file, rows) -> lines.add("  " + rows(rows) + " in " + file));
            if (martRows > 0) {
                lines.add("  the name in " + rows(martRows) + " of the mart");
            }
            publications.forEach(published -> lines.add("  " + published.name() + " of " + published.runId()
                    + ", whose lists may show the name: "
                    + (publicationsToo ? "made again without it" : "stays as it was published (--publications)")));
            return lines;
        }

        private static String rows(long rows) {
            return rows + (rows == 1 ? " row" : " rows");
        }
    }

    /**
     * Looks for what is kept of a customer.
     *
     * @throws DefinitionException where nobody knows the customer
     */
    public Plan plan(String customer, boolean publicationsToo) {
        Erasure erasure = erasure(customer);
        Set<String> names = erasure.names();
        Plan plan = new Plan(
                customer,
                names,
                erasure.held(names),
                new PeoplesCopies(workspace, erasure).ofRejects(names),
                mart.rows(customer),
                publications(customer),
                publicationsToo);
        if (plan.isEmpty()
                && plan.publications().isEmpty()
                && !erasure.isKnown(ledger.head().position())) {
            throw new DefinitionException(
                    "holdfast forget",
                    0,
                    "nobody knows a customer '" + customer + "': no order, feedback or customer has this number, and no"
                            + " rejected row; give the number as the sources write it");
        }
        return plan;
    }

    /** Removes it. */
    public Outcome carryOut(Plan plan) {
        if (plan.isEmpty()) {
            return nothing(plan, List.of());
        }
        Erasure erasure = erasure(plan.customer());
        // Unfinished runs take their files in again.
        Folders.delete(workspace.data("staging"));
        Path staging = workspace.data("staging/forget");
        erasure.removeUnclaimed();
        archive.removeUnclaimed();
        List<Gone> files = new ArrayList<>();
        plan.held().forEach(held -> files.add(erasure.replace(held, plan.names(), staging)));
        plan.copies().keySet().forEach(copy -> erasure.replaceCopy(copy, plan.names()));
        List<String> lines = new ArrayList<>();
        if (plan.publicationsToo()) {
            files.addAll(remade(plan, List.copyOf(files), lines));
        }
        Set<String> replaced = files.stream().map(Gone::sha256).collect(Collectors.toSet());
        List<Publication> staying = plan.publications().stream()
                .filter(published -> !replaced.contains(published.sha256()))
                .filter(published -> !lines.contains(NamelessPublications.withoutName(published)))
                .toList();
        if (files.isEmpty() && plan.copies().isEmpty() && plan.martRows() == 0) {
            Folders.delete(staging);
            return nothing(plan, lines);
        }
        Set<String> shown = new HashSet<>();
        for (Publication published : staying) {
            showing(plan.customer()).of(published).forEach((name, file) -> {
                shown.add(file.sha256());
                lines.add("stays, and may show the name: " + file.path() + " (" + name + " of " + published.runId()
                        + ")");
            });
        }
        enter(plan, files, staying);
        long deleted = new Leftovers(workspace, repository.jdbc()).delete();
        Folders.delete(staging);
        List<Path> copies = new PeoplesCopies(workspace, erasure).thatMayShow(plan.names(), shown);
        copies.forEach(file -> lines.add("for you to delete or to keep: " + file));
        lines.add("customer " + plan.customer() + " is forgotten: " + files.size() + " files written anew, " + deleted
                + " deleted, " + plan.martRows() + " rows of the mart; ledger entry "
                + ledger.head().position());
        lines.add("the files that came (inbox/, your own systems, backups) are not touched; what comes again from there"
                + " is taken in again");
        return outcome(lines);
    }

    private static Outcome nothing(Plan plan, List<String> looked) {
        List<String> lines = new ArrayList<>(looked);
        long showing = plan.publicationsToo() ? 0 : plan.publications().size();
        lines.add("nothing " + (looked.isEmpty() && showing == 0 ? "" : "else ") + "is kept of customer "
                + plan.customer() + " besides facts; nothing was done");
        if (showing > 0) {
            lines.add(showing + (showing == 1 ? " publication" : " publications")
                    + " may show the name still; --publications makes them again without it");
        }
        return outcome(lines);
    }

    // A publication that was to be made again and was not is nothing to end well with.
    private static Outcome outcome(List<String> lines) {
        return new Outcome(
                lines.stream().anyMatch(Forget::isWarning) ? Outcome.State.WARNINGS : Outcome.State.DONE, lines);
    }

    private static boolean isWarning(String line) {
        return line.startsWith("warning: ");
    }

    private Erasure erasure(String customer) {
        return new Erasure(lake, workspace.data("lake"), connection, customer);
    }

    // Of runs whose lists show the name, and those that an earlier forgetting left.
    private List<Publication> publications(String customer) {
        Set<String> runs = mart.runs(customer);
        Set<String> shown = Forgotten.of(ledger).shown(customer);
        return archive.publications().stream()
                // A restatement names no customer.
                .filter(published -> !published.report().equals(Restating.REPORT))
                .filter(published -> runs.contains(published.runId()) || shown.contains(published.sha256()))
                .filter(published -> !showing(customer).of(published).isEmpty())
                .toList();
    }

    private Showing showing(String customer) {
        return new Showing(archive, new ReviewMart(repository.jdbc()), customer);
    }

    private List<Gone> remade(Plan plan, List<Gone> pending, List<String> lines) {
        Lake nameless = new Lake(workspace.data("lake"), ledger, pending);
        Redoing redoing = new Redoing(workspace, nameless, archive, narrator);
        return new NamelessPublications(lake, archive, redoing, narrator, lines).of(plan.publications());
    }

    // What a failed step said may quote a row.
    private void removeFromFailures(String name) {
        for (String table : List.of("batch_step_execution", "batch_job_execution")) {
            repository
                    .jdbc()
                    .update(
                            "update " + table + " set exit_message = ? where position(? in exit_message) > 0",
                            Erasure.REMOVED,
                            name);
        }
    }

    private void enter(Plan plan, List<Gone> files, List<Publication> staying) {
        Map<String, String> facts = new TreeMap<>();
        facts.put(Removals.CUSTOMER, plan.customer());
        facts.put(
                "rows",
                String.valueOf(plan.held().stream().mapToLong(Held::rows).sum()));
        facts.put(
                Forgotten.SHOWN,
                staying.stream().map(Publication::sha256).distinct().collect(Collectors.joining(",")));
        facts.put("by", Program.user());
        new TransactionTemplate(repository.spring().getBean(PlatformTransactionManager.class))
                .executeWithoutResult(status -> {
                    Removals.enter(ledger, files, Removals.FORGET, clock.instant(), facts);
                    mart.remove(plan.customer());
                    plan.names().forEach(this::removeFromFailures);
                });
        if (files.isEmpty()) {
            OwnDatabase.writeAnew(repository.jdbc());
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("the engine's connection does not close", e);
        } finally {
            engine.close();
            repository.close();
        }
    }
}
