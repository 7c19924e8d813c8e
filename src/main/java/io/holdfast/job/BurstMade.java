package io.holdfast.job;

import io.holdfast.archive.Burst;
import io.holdfast.review.Reviewed;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a burst in one language made.
 *
 * @param template it was made with
 * @param each what each file is about
 * @param pieces in the order of the items
 */
record BurstMade(String template, Reviewed each, String language, List<Piece> pieces) {

    /**
     * One recipient's file.
     *
     * @param item that it is about, as tables have it
     * @param name of that for people
     * @param file its name within the burst's folder
     * @param sha256 empty where it could not be made
     * @param failure why it could not; empty where it could
     */
    record Piece(String item, String name, String file, Optional<String> sha256, String failure) {}

    /** How its manifest is called. */
    String manifestName() {
        return template + "-" + each + "." + language + ".sha256";
    }

    Burst manifest() {
        SortedMap<String, String> files = new TreeMap<>();
        pieces.forEach(piece -> piece.sha256().ifPresent(sha256 -> files.put(piece.file(), sha256)));
        return new Burst(files, failed().stream().map(Piece::file).toList());
    }

    List<Piece> failed() {
        return pieces.stream().filter(piece -> piece.sha256().isEmpty()).toList();
    }
}
