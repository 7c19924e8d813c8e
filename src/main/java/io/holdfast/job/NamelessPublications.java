package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.archive.Publication;
import io.holdfast.archive.ResultLines;
import io.holdfast.archive.RunRecord;
import io.holdfast.job.Reruns.Means;
import io.holdfast.lake.Lake;
import io.holdfast.ledger.Head;
import io.holdfast.ledger.Removals.Gone;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Publications made again by the runs they come from, over a lake that has lost a name. */
final class NamelessPublications {

    private final Lake lake;
    private final Archive archive;
    private final Redoing redoing;
    private final Narrator narrator;
    private final List<String> lines;

    /** @param lines to which is added what stays as it is, and why */
    NamelessPublications(Lake lake, Archive archive, Redoing redoing, Narrator narrator, List<String> lines) {
        this.lake = lake;
        this.archive = archive;
        this.redoing = redoing;
        this.narrator = narrator;
        this.lines = lines;
    }

    /** Makes them, each beside the one whose place it takes once an entry says so. */
    List<Gone> of(List<Publication> publications) {
        Map<String, List<Publication>> byRun = publications.stream()
                .collect(Collectors.groupingBy(Publication::runId, LinkedHashMap::new, Collectors.toList()));
        List<Gone> remade = new ArrayList<>();
        byRun.forEach((runId, ofRun) -> {
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
                    recorded.orElseThrow(), known.get(), new Means(Optional.empty()), made -> replaced(ofRun, made)));
        });
        return remade;
    }

    private List<Gone> replaced(List<Publication> publications, Redoing.Made made) {
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
                            made.files().reports().stream()
                                    .filter(piece -> piece.within()
                                            .filter(published.sha256()::equals)
                                            .isPresent())
                                    .forEach(piece -> replaced.add(replaced(piece)));
                        }
                    });
        }
        return replaced;
    }

    // Of a burst only the files change that show the name, and their manifest.
    private Gone replaced(Beside.Pair piece) {
        return archive.replace(piece.name(), piece.recorded().orElseThrow(), piece.made());
    }

    /** What is said of one that comes out with the bytes that it has. */
    static String withoutName(Publication published) {
        return published.name() + " of " + published.runId()
                + ": never showed the name; made again, it has the same bytes";
    }
}
