package io.holdfast.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/**
 * Pages as they are meant to look, kept beside the tests: what stands where, to a point, and a small picture. Where a page is
 * meant to look otherwise from now on, {@code mvn verify -Dgolden=renew} (or the same property on the test's JVM) writes the
 * files anew; the change is then seen in review.
 */
final class GoldenPages {

    /** On the command line: {@code -Dgolden=renew}. */
    static final boolean RENEW = "renew".equals(System.getProperty("golden"));

    private static final Path KEPT = Path.of("src", "test", "golden");
    private static final Path DIFFERENCES = Path.of("target", "golden");

    private static final float DOTS_PER_INCH = 48;

    // Another release of Java draws the edges of letters a little otherwise.
    private static final int LEAST_SEEN = 96;
    private static final double MOST_DIFFERENT = 0.004;

    private static final int NAMED = 8;

    private GoldenPages() {}

    /**
     * Compares a page with what is kept of it.
     *
     * @param name of its files
     * @param page from 1
     * @return what differs, in words; empty where nothing does
     */
    static List<String> differences(PDDocument pdf, int page, String name) throws IOException {
        List<String> text = positions(pdf, page);
        BufferedImage picture = new PDFRenderer(pdf).renderImageWithDPI(page - 1, DOTS_PER_INCH, ImageType.GRAY);
        Path keptText = KEPT.resolve(name + ".txt");
        Path keptPicture = KEPT.resolve(name + ".png");
        if (RENEW) {
            Files.createDirectories(KEPT);
            Files.writeString(keptText, String.join("\n", text) + "\n");
            ImageIO.write(picture, "png", keptPicture.toFile());
            return List.of();
        }
        if (!Files.exists(keptText)) {
            return List.of(name + ": nothing is kept of this page; -Dgolden=renew keeps it as it is");
        }
        List<String> differences = new ArrayList<>(texts(name, Files.readAllLines(keptText), text));
        differences.addAll(pictures(name, ImageIO.read(keptPicture.toFile()), picture));
        return differences;
    }

    private static List<String> texts(String name, List<String> kept, List<String> now) {
        List<String> differences = new ArrayList<>();
        Map<String, String> places = new HashMap<>();
        now.stream().filter(line -> !kept.contains(line)).forEach(line -> places.put(words(line), place(line)));
        for (String line : kept) {
            if (!now.contains(line)) {
                String moved = places.remove(words(line));
                differences.add(name + ": '" + words(line) + "' stood at " + place(line) + ", now "
                        + (moved == null ? "it is gone" : "at " + moved));
            }
        }
        places.forEach((words, place) -> differences.add(name + ": '" + words + "' is new at " + place));
        return differences.size() <= NAMED
                ? differences
                : List.of(
                        String.join("\n", differences.subList(0, NAMED)),
                        name + ": and " + (differences.size() - NAMED) + " more");
    }

    private static List<String> pictures(String name, BufferedImage kept, BufferedImage now) throws IOException {
        if (kept.getWidth() != now.getWidth() || kept.getHeight() != now.getHeight()) {
            return List.of(name + ": the page is " + now.getWidth() + " by " + now.getHeight() + " dots, it was "
                    + kept.getWidth() + " by " + kept.getHeight());
        }
        BufferedImage both = new BufferedImage(now.getWidth(), now.getHeight(), BufferedImage.TYPE_INT_RGB);
        int different = 0;
        for (int x = 0; x < now.getWidth(); x++) {
            for (int y = 0; y < now.getHeight(); y++) {
                int was = kept.getRaster().getSample(x, y, 0);
                int is = now.getRaster().getSample(x, y, 0);
                boolean seen = Math.abs(was - is) > LEAST_SEEN;
                different += seen ? 1 : 0;
                // What went is red, what came is blue, what stayed is pale.
                int pale = 192 + Math.min(was, is) / 4;
                both.setRGB(x, y, !seen ? pale * 0x010101 : is > was ? 0xC00000 : 0x0000C0);
            }
        }
        double share = (double) different / (now.getWidth() * now.getHeight());
        if (share <= MOST_DIFFERENT) {
            return List.of();
        }
        Path shown = Files.createDirectories(DIFFERENCES).resolve(name + ".png");
        ImageIO.write(both, "png", shown.toFile());
        return List.of(String.format(
                Locale.ROOT,
                "%s: %.2f %% of the page looks different; what went (red) and came (blue) is in %s",
                name,
                100 * share,
                shown));
    }

    /** Each line of text with where it begins and its size, in points, from the upper left corner. */
    private static List<String> positions(PDDocument pdf, int page) throws IOException {
        List<String> lines = new ArrayList<>();
        PDFTextStripper reader = new PDFTextStripper() {
            @Override
            protected void writeString(String text, List<TextPosition> at) {
                TextPosition first = at.get(0);
                lines.add(String.format(
                        Locale.ROOT,
                        "%4.0f %4.0f %4.1f  %s",
                        first.getXDirAdj(),
                        first.getYDirAdj(),
                        first.getFontSizeInPt(),
                        text));
            }
        };
        reader.setStartPage(page);
        reader.setEndPage(page);
        reader.getText(pdf);
        return lines;
    }

    private static String words(String line) {
        return line.substring(16);
    }

    private static String place(String line) {
        return line.substring(0, 14).strip().replaceAll("\\s+", ", ");
    }
}
