package io.holdfast.report;

import io.holdfast.workspace.Company;
import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problem;
import io.holdfast.workspace.YamlMap;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.regex.Pattern;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import net.sf.jasperreports.engine.JasperReportsContext;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.jspecify.annotations.Nullable;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** What a person has to mend in the fonts of a reports tree, before a report stops at it or comes out with empty boxes. */
final class FontProblems {

    private static final Pattern USED = Pattern.compile("\\bfontName=\"([^\"]+)\"");

    /** The OS/2 table's licence bits: may not be embedded. */
    private static final int RESTRICTED = 2;

    private FontProblems() {}

    /** Whether every file is there and can be embedded in a PDF, and every family that a template names is known. */
    static List<Problem> of(Definitions reports) {
        List<Problem> problems = new ArrayList<>();
        for (String file : reports.all()) {
            if (file.endsWith(Templates.SOURCE) || file.endsWith(Templates.STYLES)) {
                String source = reports.text(file);
                USED.matcher(source).results().forEach(used -> {
                    if (!Fonts.known(reports).contains(Fonts.unescaped(used.group(1)))) {
                        problems.add(new Problem(
                                reports.origin(file),
                                Fonts.line(source, used.start()),
                                "is set in '" + used.group(1) + "', but " + Fonts.unknown(reports)));
                    }
                });
            }
        }
        if (!reports.exists(Fonts.FILE)) {
            return problems;
        }
        String list = reports.text(Fonts.FILE);
        wellFormed(reports, list).ifPresent(problems::add);
        Fonts.FONT_FILE.matcher(list).results().forEach(found -> {
            String named = found.group(1);
            String wrong = reports.exists(Fonts.file(named)) ? unusable(reports.bytes(Fonts.file(named))) : null;
            if (!reports.exists(Fonts.file(named))) {
                problems.add(Fonts.missing(reports, named));
            } else if (wrong != null) {
                problems.add(new Problem(
                        reports.origin(Fonts.FILE),
                        Fonts.line(list, found.start(1)),
                        "names '" + named + "', " + wrong));
            }
        });
        return problems;
    }

    /** The characters of the message bundles that a theme's font lacks: they would come out as empty boxes. */
    static List<Problem> lacking(Definitions reports, Theme theme, Bundles bundles, JasperReportsContext context) {
        List<Problem> problems = new ArrayList<>();
        for (String language : bundles.languages()) {
            ResourceBundle bundle = bundles.load(language);
            Glyphs glyphs = Glyphs.of(context, theme.font(), Locale.forLanguageTag(language));
            StringBuilder all = new StringBuilder(Words.MARKS);
            bundle.keySet().forEach(key -> all.append(bundle.getString(key)));
            List<String> lacking = all.codePoints()
                    .filter(character -> character > ' ')
                    .sorted()
                    .distinct()
                    .mapToObj(Character::toString)
                    .filter(character -> !glyphs.has(character))
                    .toList();
            if (!lacking.isEmpty()) {
                problems.add(new Problem(
                        reports.origin(Company.THEME),
                        reports.exists(Company.THEME)
                                ? YamlMap.read(reports, Company.THEME).line("font")
                                : 0,
                        "the font '" + theme.font() + "' lacks " + lacking.size() + " characters of reports in '"
                                + language
                                + "', such as " + String.join(" ", lacking.subList(0, Math.min(5, lacking.size())))
                                + "; choose one that has them, or give " + Fonts.FILE
                                + " a second family of this name with"
                                + " <locales> for the language"));
            }
        }
        return problems;
    }

    // The library writes such a failure to its log and goes on without fonts.
    private static Optional<Problem> wellFormed(Definitions reports, String list) {
        try {
            SAXParserFactory.newInstance()
                    .newSAXParser()
                    .parse(new InputSource(new StringReader(list)), new DefaultHandler());
            return Optional.empty();
        } catch (SAXParseException e) {
            return Optional.of(new Problem(
                    reports.origin(Fonts.FILE), e.getLineNumber(), e.getMessage() + " Mend the XML at this line."));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            return Optional.of(new Problem(reports.origin(Fonts.FILE), 0, "cannot be read: " + e.getMessage()));
        }
    }

    private static @Nullable String unusable(byte[] bytes) {
        String kind = bytes.length < 4 ? "" : new String(bytes, 0, 4, StandardCharsets.ISO_8859_1);
        if (kind.equals("OTTO") || kind.equals("ttcf")) {
            return "whose outlines are " + (kind.equals("OTTO") ? "PostScript's" : "in a collection")
                    + "; PDFs get fonts with TrueType outlines, one to a file: ask its maker for the .ttf";
        }
        try (TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(bytes))) {
            return font.getOS2Windows() != null && (font.getOS2Windows().getFsType() & 0xF) == RESTRICTED
                    ? "which its maker does not allow to be embedded in a PDF; take another"
                    : null;
        } catch (IOException e) {
            return "which is no TrueType font (" + e.getMessage() + "); put a .ttf there";
        }
    }
}
