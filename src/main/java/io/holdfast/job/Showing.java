package io.holdfast.job;

import io.holdfast.archive.Archive;
import io.holdfast.archive.Publication;
import io.holdfast.mart.ReviewMart;
import io.holdfast.review.Reviewed;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which files of publications may show a customer: the one file of a report; of many only those whose lists have the customer. */
final class Showing {

    private final Archive archive;
    private final ReviewMart reviews;
    private final String customer;

    Showing(Archive archive, ReviewMart reviews, String customer) {
        this.archive = archive;
        this.reviews = reviews;
        this.customer = customer;
    }

    /**
     * A file in the archive.
     *
     * @param name for people
     */
    record File(String name, Path path, String sha256) {}

    /** The files by their names; none where a publication cannot show the customer. */
    SortedMap<String, File> of(Publication published) {
        SortedMap<String, File> files = new TreeMap<>();
        if (!published.isBurst()) {
            files.put(published.name(), new File(published.name(), archive.file(published), published.sha256()));
            return files;
        }
        Reviewed each = Reviewed.named(published.each());
        Set<String> items = reviews.showing(published.runId(), customer).getOrDefault(each, Set.of());
        Map<String, String> made = archive.burst(published).files();
        for (String item : items) {
            for (String name : PieceName.all(each, item, published.language())) {
                String sha256 = made.get(name);
                if (sha256 != null) {
                    files.put(name, new File(name, archive.pieces().path(name, sha256), sha256));
                }
            }
        }
        return files;
    }
}
