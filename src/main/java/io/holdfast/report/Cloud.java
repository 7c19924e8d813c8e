package io.holdfast.report;

import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A word cloud: the most frequent word in the middle, the others around it as near as there is room, none turned, none over
 * another. A word's size goes with the root of its count, so that the area of its ink goes with the count; the largest size
 * is the greatest at which all find room. The same words and the same font give the same cloud.
 *
 * @param places in the order of the words
 */
record Cloud(List<Place> places) {

    private static final double LARGEST = 44;
    // The smallest that is read without effort on paper.
    private static final double SMALLEST = 7.5;
    private static final double SIZE_STEP = 1;
    // Between words side by side, in their size, about a blank; one above the other needs less.
    private static final double BLANK = 0.3;
    private static final double LEADING = 2.5;
    private static final double WAY = 2.5;

    /** A word and how many said it. */
    record Entry(String word, long count) {}

    /**
     * Where a word is written.
     *
     * @param x left end of its base line
     * @param y its base line
     * @param ink what it covers
     */
    record Place(Entry entry, double size, double x, double y, Rectangle2D ink) {}

    /**
     * Lays words out within 0..width, 0..height. Words that the font cannot write are left out; where not all find room in
     * the smallest size, so are the last.
     *
     * @param entries the most frequent first
     */
    static Cloud lay(List<Entry> entries, double width, double height, Glyphs glyphs) {
        List<Entry> written =
                entries.stream().filter(entry -> glyphs.has(entry.word())).toList();
        Cloud cloud = new Cloud(List.of());
        for (double largest = LARGEST; largest >= SMALLEST; largest -= SIZE_STEP) {
            cloud = laid(written, largest, width, height, glyphs);
            if (cloud.places().size() == written.size()) {
                return cloud;
            }
        }
        return cloud;
    }

    private static Cloud laid(List<Entry> entries, double largest, double width, double height, Glyphs glyphs) {
        List<Place> places = new ArrayList<>();
        for (Entry entry : entries) {
            double size = Math.max(
                    SMALLEST,
                    largest * Math.sqrt((double) entry.count() / entries.get(0).count()));
            Place place = place(entry, size, places, width, height, glyphs);
            if (place == null) {
                break;
            }
            places.add(place);
        }
        return new Cloud(places);
    }

    // Along a spiral of Archimedes, as wide as the room is: the first place that is free.
    private static @Nullable Place place(
            Entry entry, double size, List<Place> taken, double width, double height, Glyphs glyphs) {
        Rectangle2D ink = glyphs.ink(entry.word(), size);
        double aspect = width / height;
        double end = StrictMath.hypot(width, height) / 2;
        for (double turn = 0, radius = 0; radius <= end; radius = WAY * turn / (2 * Math.PI)) {
            double left = width / 2 + radius * aspect * StrictMath.cos(turn) - ink.getWidth() / 2;
            double top = height / 2 + radius * StrictMath.sin(turn) - ink.getHeight() / 2;
            Rectangle2D at = new Rectangle2D.Double(left, top, ink.getWidth(), ink.getHeight());
            if (inside(at, width, height) && taken.stream().noneMatch(other -> near(other, at, size))) {
                return new Place(entry, size, left - ink.getX(), top - ink.getY(), at);
            }
            turn += WAY / Math.max(radius * aspect, WAY);
        }
        return null;
    }

    private static boolean inside(Rectangle2D ink, double width, double height) {
        return ink.getX() >= 0 && ink.getY() >= 0 && ink.getMaxX() <= width && ink.getMaxY() <= height;
    }

    private static boolean near(Place taken, Rectangle2D ink, double size) {
        double blank = BLANK * Math.max(size, taken.size());
        Rectangle2D other = taken.ink();
        return ink.getX() < other.getMaxX() + blank
                && other.getX() < ink.getMaxX() + blank
                && ink.getY() < other.getMaxY() + LEADING
                && other.getY() < ink.getMaxY() + LEADING;
    }
}
