package io.holdfast.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.junit.jupiter.api.Test;

class CloudTest {

    private static final Path FONT = Path.of("reports", "fonts", "NotoSansSC-Regular.ttf");
    private static final double WIDTH = 352;
    private static final double HEIGHT = 200;

    private final Glyphs glyphs = glyphs();

    private static Glyphs glyphs() {
        try {
            return Glyphs.of(Files.readAllBytes(FONT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void no_word_is_over_another_and_all_are_inside() {
        List<Cloud.Place> places = Cloud.lay(many(), WIDTH, HEIGHT, glyphs).places();

        assertThat(places).hasSize(42);
        Rectangle2D room = new Rectangle2D.Double(0, 0, WIDTH, HEIGHT);
        for (Cloud.Place place : places) {
            assertThat(room.contains(place.ink())).as(place.toString()).isTrue();
            assertThat(places.stream().filter(other -> other != place))
                    .noneMatch(other -> other.ink().intersects(place.ink()));
        }
    }

    @Test
    void the_same_words_lie_in_the_same_places() {
        assertThat(Cloud.lay(many(), WIDTH, HEIGHT, glyphs())).isEqualTo(Cloud.lay(many(), WIDTH, HEIGHT, glyphs));
    }

    @Test
    void the_most_frequent_lies_in_the_middle_and_area_goes_with_the_count() {
        List<Cloud.Place> places = Cloud.lay(
                        List.of(new Cloud.Entry("reliable", 100), new Cloud.Entry("slow", 25), new Cloud.Entry("慢", 1)),
                        WIDTH,
                        HEIGHT,
                        glyphs)
                .places();

        assertThat(places.get(0).ink().getCenterX()).isCloseTo(WIDTH / 2, within(1e-9));
        assertThat(places.get(0).ink().getCenterY()).isCloseTo(HEIGHT / 2, within(1e-9));
        assertThat(places.get(1).size()).isEqualTo(places.get(0).size() / 2);
        assertThat(places.get(2).size()).as("never too small to read").isEqualTo(7.5);
    }

    @Test
    void what_finds_no_room_or_has_no_glyph_is_left_out() {
        assertThat(Cloud.lay(many(), 60, 20, glyphs).places()).hasSizeBetween(1, 10);
        assertThat(Cloud.lay(
                                List.of(new Cloud.Entry("ok", 2), new Cloud.Entry("\uD83D\uDE00", 1)),
                                WIDTH,
                                HEIGHT,
                                glyphs)
                        .places())
                .extracting(place -> place.entry().word())
                .containsExactly("ok");
        assertThat(Cloud.lay(List.of(), WIDTH, HEIGHT, glyphs).places()).isEmpty();
    }

    @Test
    void ink_is_what_the_outlines_of_the_glyphs_cover() throws IOException {
        try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBufferedFile(FONT.toFile()))) {
            int glyph = font.getUnicodeCmapLookup().getGlyphId('o');
            Rectangle2D o = font.getGlyph().getGlyph(glyph).getPath().getBounds2D();
            double em = font.getUnitsPerEm();
            Rectangle2D ink = glyphs.ink("oo", em);

            assertThat(ink.getX()).isCloseTo(o.getX(), within(1.0));
            assertThat(ink.getY()).isCloseTo(-o.getMaxY(), within(1.0));
            assertThat(ink.getHeight()).isCloseTo(o.getHeight(), within(1.0));
            assertThat(ink.getWidth()).isCloseTo(font.getAdvanceWidth(glyph) + o.getWidth(), within(1.0));
        }
    }

    private static List<Cloud.Entry> many() {
        List<String> words = Stream.of(
                        "reliable",
                        "disappointing",
                        "fair",
                        "不可靠",
                        "a",
                        "straightforward",
                        "on time",
                        "慢",
                        "中规中矩",
                        "typography",
                        "jÅg",
                        "x")
                .toList();
        return IntStream.range(0, 42)
                .mapToObj(i -> new Cloud.Entry(words.get(i % words.size()) + (i >= 12 ? i : ""), 90L - 2 * i))
                .toList();
    }
}
