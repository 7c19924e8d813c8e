package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.archive.Forgotten;
import io.holdfast.archive.Publication;
import io.holdfast.archive.ResultLines;
import io.holdfast.archive.RunRecord;
import io.holdfast.job.Reruns.Means;
import io.holdfast.lake.Engine;
import io.holdfast.lake.Erasure;
import io.holdfast.lake.Erasure.Held;
import io.holdfast.lake.Lake;
import io.holdfast.ledger.Head;
import io.holdfast.ledger.Ledger;
import io.holdfast.ledger.Removals;
import io.holdfast.ledger.Removals.Gone;
import io.holdfast.ledger.Sha256;
import io.holdfast.mart.CustomerNames;
import io.holdfast.workspace.Company;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Workspace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
                    + ", whose lists show the name: "
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
                copies(erasure, names),
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
                .filter(published -> !lines.contains(withoutName(published)))
                .toList();
        if (files.isEmpty() && plan.copies().isEmpty() && plan.martRows() == 0) {
            Folders.delete(staging);
            return nothing(plan, lines);
        }
        enter(plan, files, staying);
        long deleted = new Leftovers(workspace, repository.jdbc()).delete();
        Folders.delete(staging);
        staying.forEach(published -> lines.add("stays, and may show the name: " + archive.file(published) + " ("
                + published.name() + " of " + published.runId() + ")"));
        copiesThatShow(plan, staying).forEach(file -> lines.add("for you to delete or to keep: " + file));
        lines.add("customer " + plan.customer() + " is forgotten: " + files.size() + " files written anew, " + deleted
                + " deleted, " + plan.martRows() + " rows of the mart; ledger entry "
                + ledger.head().position());
        lines.add("the files that came (inbox/, your own systems, backups) are not touched; what comes again from there"
                + " is taken in again");
        return new Outcome(Outcome.State.DONE, lines);
    }

    private static Outcome nothing(Plan plan, List<String> looked) {
        List<String> lines = new ArrayList<>(looked);
        lines.add("nothing is kept of customer " + plan.customer() + " besides facts; nothing was done");
        return new Outcome(Outcome.State.DONE, lines);
    }

    private Erasure erasure(String customer) {
        return new Erasure(lake, workspace.data("lake"), connection, customer);
    }

    private Map<Path, Long> copies(Erasure erasure, Set<String> names) {
        Map<Path, Long> copies = new LinkedHashMap<>();
        for (Path file : under(workspace.out().resolve("rejects"))) {
            long rows = file.toString().endsWith(".rejects.csv") ? erasure.copied(file, names) : 0;
            if (rows > 0) {
                copies.put(file, rows);
            }
        }
        return copies;
    }

    // Of runs whose lists show the name, and those that an earlier forgetting left.
    private List<Publication> publications(String customer) {
        Set<String> runs = mart.runs(customer);
        Set<String> shown = Forgotten.of(ledger).shown(customer);
        return archive.publications().stream()
                .filter(published -> runs.contains(published.runId()) || shown.contains(published.sha256()))
                .toList();
    }

    private List<Gone> remade(Plan plan, List<Gone> pending, List<String> lines) {
        Lake nameless = new Lake(workspace.data("lake"), ledger, pending);
        Redoing redoing = new Redoing(workspace, nameless, archive, narrator);
        Map<String, List<Publication>> byRun = plan.publications().stream()
                .collect(Collectors.groupingBy(Publication::runId, LinkedHashMap::new, Collectors.toList()));
        List<Gone> remade = new ArrayList<>();
        byRun.forEach((runId, publications) -> {
            Optional<RunRecord> recorded = archive.runs().stream()
                    .filter(run -> run.runId().equals(runId))
                    .reduce((earlier, later) -> later);
            Optional<Head> known = recorded.flatMap(RunRecord::knownAt).flatMap(lake::at);
            if (known.isEmpty()) {
                lines.add("warning: " + runId + " cannot be made again: it did not finish; run it again, then forget");
                return;
            }
            narrator.say(runId + " again, without the name");
            remade.addAll(redoing.again(
                    recorded.orElseThrow(),
                    known.get(),
                    new Means(Optional.empty()),
                    made -> replaced(publications, made, lines)));
        });
        return remade;
    }

    private List<Gone> replaced(List<Publication> publications, Redoing.Made made, List<String> lines) {
        if (!ResultLines.between(made.before(), made.now()).isEmpty()) {
            lines.add("warning: " + publications.get(0).runId()
                    + " comes out with other values by this version of the program; its publications stay");
            return List.of();
        }
        List<Gone> replaced = new ArrayList<>();
        for (Publication published : publications) {
            made.files().reports().stream()
                    .filter(pair ->
                            pair.recorded().filter(published.sha256()::equals).isPresent())
                    .forEach(pair -> {
                        if (pair.same()) {
                            lines.add(withoutName(published));
                        } else {
                            replaced.add(archive.replace(published, pair.made()));
                        }
                    });
        }
        return replaced;
    }

    private static String withoutName(Publication published) {
        return published.name() + " of " + published.runId()
                + ": never showed the name; made again, it has the same bytes";
    }

    private void enter(Plan plan, List<Gone> files, List<Publication> staying) {
        Map<String, String> facts = new TreeMap<>();
        facts.put(Forgotten.CUSTOMER, plan.customer());
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
                });
    }

    // Copies of publications that stay, and lists that somebody had written out.
    private List<Path> copiesThatShow(Plan plan, List<Publication> staying) {
        Set<String> kept = staying.stream().map(Publication::sha256).collect(Collectors.toSet());
        return under(workspace.out()).stream()
                .filter(file -> !file.startsWith(workspace.out().resolve("rejects")))
                .filter(file -> file.getFileName().toString().startsWith("churn-list")
                        || (file.toString().endsWith(".pdf") && kept.contains(Sha256.of(file)))
                        || shows(file, plan))
                .toList();
    }

    private static boolean shows(Path file, Plan plan) {
        if (!file.toString().matches(".*\\.(csv|txt)")) {
            return false;
        }
        try (Stream<String> lines = Files.lines(file)) {
            return lines.anyMatch(line -> plan.names().stream().anyMatch(line::contains));
        } catch (IOException | UncheckedIOException e) {
            return false;
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
