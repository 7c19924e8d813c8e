package io.holdfast.report;

import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problem;
import io.holdfast.workspace.YamlMap;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import net.sf.jasperreports.engine.JasperReportsContext;
import net.sf.jasperreports.engine.fonts.FontFamily;
import net.sf.jasperreports.engine.fonts.SimpleFontExtensionHelper;
import org.jspecify.annotations.Nullable;

/**
 * The font families of a reports tree: {@code fonts/fonts.xml}. The PDF library keeps every font that it has read, by its
 * name, as long as the program runs; so each file goes by a name made of its content, and a run of years ago never gets
 * today's file.
 */
final class Fonts {

    static final String FILE = "fonts/fonts.xml";

    private static final String BY_CONTENT = "fonts-by-content/";

    /** As the jar's own fonts.xml names its files: of the class path. */
    private static final String IN_JAR = "holdfast/reports/";

    static final Pattern FONT_FILE =
            Pattern.compile("(?<=>)\\s*([^<>\\s]+\\.(?:ttf|otf|ttc))\\s*(?=<)", Pattern.CASE_INSENSITIVE);
    private static final Pattern FAMILY = Pattern.compile("<fontFamily\\s[^>]*?name=\"([^\"]+)\"");

    // What a font is read from does not change, and reading takes as long as a page.
    private static final Map<String, List<FontFamily>> READ = new ConcurrentHashMap<>();

    private final Definitions reports;
    private final Map<String, String> files = new TreeMap<>();

    Fonts(Definitions reports) {
        this.reports = reports;
    }

    /** The families of the tree; none where it has no list of them, and the jar's own serve. */
    synchronized List<FontFamily> families(JasperReportsContext context) {
        if (!reports.exists(FILE)) {
            return List.of();
        }
        String xml = FONT_FILE.matcher(reports.text(FILE)).replaceAll(found -> byContent(found.group(1)));
        return READ.computeIfAbsent(xml, list -> SimpleFontExtensionHelper.getInstance()
                .loadFontFamilies(context, new ByteArrayInputStream(list.getBytes(StandardCharsets.UTF_8))));
    }

    /** The bytes of a font by the name that {@link #families} gave it; null where it is none of these. */
    synchronized byte @Nullable [] bytes(String name) {
        String file = files.get(name);
        return file == null ? null : reports.bytes(file);
    }

    private String byContent(String named) {
        String file = file(named);
        if (!reports.exists(file)) {
            throw new DefinitionException(List.of(missing(reports, named)));
        }
        String name = BY_CONTENT + sha256(reports.bytes(file)) + "/" + file.substring(file.lastIndexOf('/') + 1);
        files.put(name, file);
        return name;
    }

    static String file(String named) {
        return named.startsWith(IN_JAR) ? named.substring(IN_JAR.length()) : named;
    }

    /** The family that a theme names. */
    static String named(Definitions reports, YamlMap theme, String otherwise) {
        String font = theme.optionalText("font").orElse(otherwise);
        if (!known(reports).contains(font)) {
            throw theme.problem("font", "'font' is '" + font + "', but " + unknown(reports));
        }
        return font;
    }

    static Set<String> known(Definitions reports) {
        Set<String> known = new TreeSet<>(Set.of(Theme.FONT));
        if (reports.exists(FILE)) {
            FAMILY.matcher(reports.text(FILE)).results().forEach(family -> known.add(unescaped(family.group(1))));
        }
        return known;
    }

    static String unknown(Definitions reports) {
        return reports.origin(FILE) + " has " + String.join(", ", known(reports))
                + " only; name one of these, or add the family there and its files beside it";
    }

    static Problem missing(Definitions reports, String named) {
        return new Problem(
                reports.origin(FILE),
                line(reports.text(FILE), reports.text(FILE).indexOf(named)),
                "names '" + named + "', which is not there; put the file there or name it as from " + reports.origin("")
                        + ", such as fonts/Brand-Regular.ttf");
    }

    static int line(String text, int at) {
        return (int) text.substring(0, at)
                        .chars()
                        .filter(character -> character == '\n')
                        .count()
                + 1;
    }

    static String unescaped(String attribute) {
        return attribute.replace("&lt;", "<").replace("&quot;", "\"").replace("&amp;", "&");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
