package io.holdfast.report;

import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.YamlMap;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/** The company's logo, at the right end of its place, as high as the theme says and no wider than the place. */
final class Logo extends Drawing {

    private static final long serialVersionUID = 1L;

    private static final int LEAST = 8;
    private static final int MOST = 28;
    private static final int USUAL = 24;

    /** Sides of a picture, in pixels: three times what a printer shows at 28 points. */
    private static final int MOST_PIXELS = 2_000;

    private final transient Picture picture;
    private final int height;
    private final @Nullable String alternative;

    /** What is shown, by its own measures. */
    private record Picture(double width, double height, Consumer<Graphics2D> shown) {}

    private Logo(Picture picture, int height, @Nullable String alternative) {
        super(Locale.ROOT);
        this.picture = picture;
        this.height = height;
        this.alternative = alternative;
    }

    /**
     * Reads what a theme says below {@code logo}; empty where it says nothing.
     *
     * @throws DefinitionException where the file is not there, lies elsewhere or is no picture that looks the same everywhere
     */
    static Optional<Logo> read(Definitions reports, YamlMap theme) {
        theme.only("file", "height", "alternative");
        if (theme.keys().isEmpty()) {
            return Optional.empty();
        }
        String file = theme.text("file");
        if (!reports.all().contains(file)) {
            throw theme.problem(
                    "file",
                    "'file' is '" + file + "', which is not in " + reports.origin("")
                            + "; put the logo there and name it as from there, such as logo.svg");
        }
        long height = theme.wholeNumber("height", LEAST, USUAL);
        if (height > MOST) {
            throw theme.problem("height", "'height' is " + height + "; write " + LEAST + " to " + MOST + " points");
        }
        Picture picture =
                switch (file.toLowerCase(Locale.ROOT).replaceFirst(".*\\.", "")) {
                    case "svg" -> drawn(Svg.read(reports.origin(file), reports.text(file)));
                    case "png" -> pixels(reports.origin(file), reports.bytes(file));
                    default ->
                        throw theme.problem("file", "'file' is '" + file + "'; write a file that ends in .png or .svg");
                };
        return Optional.of(new Logo(
                picture, (int) height, theme.optionalText("alternative").orElse(null)));
    }

    /** What is read aloud in its place, where the theme says it. */
    Optional<String> alternative() {
        return Optional.ofNullable(alternative);
    }

    @Override
    void draw(Pen pen, double width, double room) {
        double scale = Math.min(Math.min(height, room) / picture.height(), width / picture.width());
        AffineTransform place = AffineTransform.getTranslateInstance(width - scale * picture.width(), 0);
        place.scale(scale, scale);
        pen.picture(place, picture.shown());
    }

    private static Picture drawn(Svg svg) {
        return new Picture(svg.size().getWidth(), svg.size().getHeight(), svg.shapes()::paint);
    }

    private static Picture pixels(String origin, byte[] bytes) {
        BufferedImage image;
        try {
            image = ImageIO.read(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new DefinitionException(
                    origin, 0, "is no PNG that can be read (" + e.getMessage() + "); export it anew");
        }
        if (image == null) {
            throw new DefinitionException(origin, 0, "is no PNG; export the logo as one");
        }
        if (Math.max(image.getWidth(), image.getHeight()) > MOST_PIXELS) {
            throw new DefinitionException(
                    origin,
                    0,
                    "is " + image.getWidth() + " by " + image.getHeight() + " pixels; export it with " + MOST_PIXELS
                            + " at most on a side");
        }
        // On white: paper has no other ground, and a print shop's software stumbles over transparency.
        BufferedImage opaque = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = opaque.createGraphics();
        canvas.drawImage(image, 0, 0, Color.WHITE, null);
        canvas.dispose();
        return new Picture(image.getWidth(), image.getHeight(), page -> page.drawImage(opaque, 0, 0, null));
    }
}
