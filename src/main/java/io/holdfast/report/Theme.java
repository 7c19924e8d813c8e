package io.holdfast.report;

import io.holdfast.workspace.Company;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problems;
import io.holdfast.workspace.YamlMap;
import java.awt.Color;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.jasperreports.engine.JasperReportsContext;

/**
 * How every report looks: {@code reports/theme.yml}. Templates and charts name a colour by the code that the shipped
 * theme gives it; that code is exchanged here for the theme's own when a template is loaded or a line is drawn.
 *
 * @param colours the theme's own, by the shipped ones; others stay as they are
 * @param font the family that stands for the shipped one
 * @param paper to print on
 * @param logo at the head of first pages
 */
record Theme(Map<Color, Color> colours, String font, Paper paper, Optional<Logo> logo) {

    /** The family that templates name. */
    static final String FONT = "Holdfast Sans";

    /** As shipped. */
    static final Theme SHIPPED = new Theme(Map.of(), FONT, Paper.A4, Optional.empty());

    private static final String FILE = Company.THEME;

    /** The colours that a theme may set, in the order of its lines. */
    private enum Named {
        ACCENT(Pen.ACCENT),
        BAD(Pen.RED),
        WARN(Pen.AMBER),
        NEUTRAL(Pen.GREY);

        private final Color shipped;

        Named(Color shipped) {
            this.shipped = shipped;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    // How much of the accent is in the areas that are filled with it.
    private static final Map<Color, Double> TINTS = Map.of(Pen.PALE, 0.42, Pen.HAZE, 0.15, Pen.BAND, 0.06);

    // Two colours closer than this are taken for one at a glance.
    private static final double LEAST_DIFFERENCE = 20;

    private static final Pattern CODE = Pattern.compile("#[0-9A-Fa-f]{6}");

    /** Colour codes, and the family in an attribute of a style. */
    private static final Pattern EXCHANGED = Pattern.compile("#[0-9A-Fa-f]{6}\\b|(?<=fontName=\")" + FONT + "(?=\")");

    /**
     * Reads the theme of a tree of reports; the shipped one where there is none.
     *
     * @throws DefinitionException with everything that is wrong with it
     */
    static Theme read(Definitions reports) {
        if (!reports.exists(FILE)) {
            return SHIPPED;
        }
        YamlMap yaml = YamlMap.read(reports, FILE).only("company", "logo", "colours", "font", "paper");
        Problems problems = new Problems();
        Map<Color, Color> colours = new HashMap<>();
        YamlMap given = problems.tried(() -> yaml.map("colours").only(keys())).orElseGet(() -> yaml.map("colours"));
        for (Named named : Named.values()) {
            problems.tried(() -> colour(given, named.key(), named.shipped))
                    .ifPresent(own -> colours.put(named.shipped, own));
        }
        problems.tried(() -> apart(given, colours));
        Optional<Optional<Logo>> logo = problems.tried(() -> Logo.read(reports, yaml.map("logo")));
        Optional<Paper> paper = problems.tried(() -> Paper.read(yaml));
        Optional<String> font = problems.tried(() -> Fonts.named(reports, yaml, FONT));
        problems.tried(() -> Company.nameOnReports(reports));
        problems.refuse();
        Color accent = colours.getOrDefault(Pen.ACCENT, Pen.ACCENT);
        if (!accent.equals(Pen.ACCENT)) {
            TINTS.forEach((shipped, part) -> colours.put(shipped, Colours.tint(accent, part)));
        }
        return new Theme(Map.copyOf(colours), font.orElseThrow(), paper.orElseThrow(), logo.orElseThrow());
    }

    /** The theme that a rendering goes by; the shipped one where there is none, as in a designer. */
    static Theme of(JasperReportsContext context) {
        List<Theme> known = context.getExtensions(Theme.class);
        return known == null || known.isEmpty() ? SHIPPED : known.get(0);
    }

    /** The theme's own for a shipped colour. */
    Color own(Color shipped) {
        return colours.getOrDefault(shipped, shipped);
    }

    /** A template or style sheet with the theme's colours and font; the same bytes where these are the shipped ones. */
    byte[] dress(byte[] source) {
        if (font.equals(FONT)
                && colours.entrySet().stream().allMatch(entry -> entry.getKey().equals(entry.getValue()))) {
            return source;
        }
        return EXCHANGED
                .matcher(new String(source, StandardCharsets.UTF_8))
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group().equals(FONT)
                                ? Words.escape(font)
                                : Colours.code(own(Color.decode(found.group())))))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String[] keys() {
        return Arrays.stream(Named.values()).map(Named::key).toArray(String[]::new);
    }

    private static Color colour(YamlMap given, String name, Color shipped) {
        if (!given.has(name)) {
            return shipped;
        }
        String code = given.optionalText(name).orElse("");
        if (!CODE.matcher(code).matches()) {
            throw given.problem(
                    name,
                    "'" + name + "' is '" + code + "'; write a colour as \"" + Colours.code(shipped)
                            + "\", in quotes: # and six digits from 0 to F");
        }
        Color colour = Color.decode(code);
        double contrast = Colours.contrast(colour, Color.WHITE);
        if (contrast < Colours.LEAST_CONTRAST) {
            throw given.problem(
                    name,
                    String.format(
                            Locale.ROOT,
                            "'%s' is %s, which has a contrast of %.2f to 1 on white; text needs %s to 1 at least"
                                    + " (WCAG 2.2): take a darker one",
                            name,
                            code,
                            contrast,
                            Colours.LEAST_CONTRAST));
        }
        return colour;
    }

    private static boolean apart(YamlMap given, Map<Color, Color> colours) {
        Color accent = colours.getOrDefault(Pen.ACCENT, Pen.ACCENT);
        Color bad = colours.getOrDefault(Pen.RED, Pen.RED);
        double difference = Colours.difference(accent, bad);
        if (difference < LEAST_DIFFERENCE) {
            throw given.problem(
                    given.has("bad") ? "bad" : "accent",
                    String.format(
                            Locale.ROOT,
                            "'bad' (%s) and 'accent' (%s) look alike: they differ by %.0f in CIELAB; %.0f is the least."
                                    + " Take another hue for one of them",
                            Colours.code(bad),
                            Colours.code(accent),
                            difference,
                            LEAST_DIFFERENCE));
        }
        return true;
    }
}
