package io.holdfast.report;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;

/** Two PDFs, page by page, as a reader sees them. */
public final class PdfPictures {

    private static final float DOTS_PER_INCH = 72;
    private static final int RED = 0xC00000;

    /**
     * A page that does not look the same.
     *
     * @param number from 1
     * @param share of the page's dots that differ, 0 to 1; 1 where only one of the files has the page
     */
    public record Page(int number, double share) {}

    private PdfPictures() {}

    /**
     * The pages that do not look the same at 72 dots per inch.
     *
     * @param pictures a folder for a picture of each of them: the new page in grey, what differs in red
     */
    public static List<Page> different(Path before, Path now, Path pictures) {
        try (PDDocument old = Loader.loadPDF(before.toFile());
                PDDocument made = Loader.loadPDF(now.toFile())) {
            PDFRenderer oldPages = new PDFRenderer(old);
            PDFRenderer madePages = new PDFRenderer(made);
            List<Page> pages = new ArrayList<>();
            for (int i = 0; i < Math.max(old.getNumberOfPages(), made.getNumberOfPages()); i++) {
                if (i >= Math.min(old.getNumberOfPages(), made.getNumberOfPages())) {
                    pages.add(new Page(i + 1, 1));
                    continue;
                }
                BufferedImage left = oldPages.renderImageWithDPI(i, DOTS_PER_INCH, ImageType.RGB);
                BufferedImage right = madePages.renderImageWithDPI(i, DOTS_PER_INCH, ImageType.RGB);
                double share = marked(left, right);
                if (share > 0) {
                    pages.add(new Page(i + 1, share));
                    Files.createDirectories(pictures);
                    ImageIO.write(
                            right,
                            "png",
                            pictures.resolve("page-" + (i + 1) + ".png").toFile());
                }
            }
            return List.copyOf(pages);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot compare " + before + " and " + now, e);
        }
    }

    // Pages of another size differ as a whole.
    private static double marked(BufferedImage left, BufferedImage right) {
        if (left.getWidth() != right.getWidth() || left.getHeight() != right.getHeight()) {
            return 1;
        }
        int differing = 0;
        for (int y = 0; y < right.getHeight(); y++) {
            for (int x = 0; x < right.getWidth(); x++) {
                int dot = right.getRGB(x, y);
                boolean same = dot == left.getRGB(x, y);
                differing += same ? 0 : 1;
                right.setRGB(x, y, same ? pale(dot) : RED);
            }
        }
        return (double) differing / (right.getWidth() * right.getHeight());
    }

    private static int pale(int dot) {
        int grey = ((dot >> 16 & 0xFF) + (dot >> 8 & 0xFF) + (dot & 0xFF)) / 3;
        int lighter = 255 - (255 - grey) / 3;
        return lighter << 16 | lighter << 8 | lighter;
    }
}
