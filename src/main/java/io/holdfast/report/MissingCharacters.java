package io.holdfast.report;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import net.sf.jasperreports.engine.JRPrintElement;
import net.sf.jasperreports.engine.JRPrintFrame;
import net.sf.jasperreports.engine.JRPrintPage;
import net.sf.jasperreports.engine.JRPrintText;
import net.sf.jasperreports.engine.JasperPrint;
import org.jspecify.annotations.Nullable;

/**
 * Characters of a report's texts that their font lacks. The PDF library leaves them out without a word, and a name with a hole
 * reads as another name: a box takes the place of each, and they are told.
 */
final class MissingCharacters {

    private static final List<String> BOXES = List.of("□", "?");

    private final Function<String, @Nullable Glyphs> fonts;
    private final SortedSet<String> missing = new TreeSet<>();

    private MissingCharacters(Function<String, @Nullable Glyphs> fonts) {
        this.fonts = fonts;
    }

    /**
     * Puts the boxes and returns what they stand for.
     *
     * @param fonts by the name of a family; null for one whose characters are not known
     */
    static SortedSet<String> boxed(JasperPrint print, Function<String, @Nullable Glyphs> fonts) {
        MissingCharacters found = new MissingCharacters(fonts);
        for (JRPrintPage page : print.getPages()) {
            found.box(page.getElements());
        }
        return found.missing;
    }

    private void box(List<JRPrintElement> elements) {
        for (JRPrintElement element : elements) {
            if (element instanceof JRPrintFrame frame) {
                box(frame.getElements());
            } else if (element instanceof JRPrintText text && text.getFullText() != null) {
                box(text);
            }
        }
    }

    // As long as the text was: where its lines break is known by then.
    private void box(JRPrintText text) {
        Glyphs glyphs = fonts.apply(text.getFontName());
        String whole = text.getFullText();
        if (glyphs == null || whole.codePoints().allMatch(character -> isShown(character, glyphs))) {
            return;
        }
        String box = BOXES.stream().filter(glyphs::has).findFirst().orElse(" ");
        StringBuilder boxed = new StringBuilder();
        whole.codePoints().forEach(character -> {
            if (isShown(character, glyphs)) {
                boxed.appendCodePoint(character);
            } else {
                missing.add(Character.toString(character));
                boxed.append(box.repeat(Character.charCount(character)));
            }
        });
        text.setText(boxed.toString());
    }

    // What has no ink of its own, such as a place where a line may break, is missed by nobody.
    private static boolean isShown(int character, Glyphs glyphs) {
        return character <= ' '
                || Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.getType(character) == Character.FORMAT
                || glyphs.has(character);
    }
}
