package io.holdfast.report;

import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What templates name beside themselves: styles, style sheets, other templates, pictures. The library looks for these when
 * a page needs them; whoever edits a template is told before.
 */
final class TemplateReferences {

    private static final Pattern STYLE_SET = Pattern.compile("<style\\s[^>]*?\\bname=\"([^\"]+)\"");
    private static final Pattern STYLE_USED = Pattern.compile("(?<!<conditionalStyle)\\sstyle=\"([^\"]+)\"");

    /** A file's name as the whole of an expression: {@code <![CDATA["branches.jasper"]]>}. */
    private static final Pattern FILE =
            Pattern.compile("<!\\[CDATA\\[\\s*\"([\\w./-]+\\.(?:jasper|jrtx|png|svg|jpg|gif))\"\\s*]]>");

    private final Definitions reports;

    TemplateReferences(Definitions reports) {
        this.reports = reports;
    }

    /** What a template names that there is not. */
    List<Problem> check(String template) {
        String source = reports.text(template);
        List<Problem> problems = new ArrayList<>();
        find(
                        template,
                        source,
                        FILE,
                        file -> reports.exists(sourceOf(file)),
                        file -> "needs '" + sourceOf(file)
                                + "', which is not in " + reports.origin("")
                                + "; put the file there, or write one that is: " + like(file))
                .forEach(problems::add);
        Set<String> styles = styles(source);
        find(
                        template,
                        source,
                        STYLE_USED,
                        styles::contains,
                        style -> "has no style '" + style + "'; there is " + String.join(", ", styles))
                .forEach(problems::add);
        return problems;
    }

    private List<Problem> find(
            String template,
            String source,
            Pattern pattern,
            Predicate<String> known,
            Function<String, String> message) {
        return pattern.matcher(source)
                .results()
                .filter(found -> !known.test(found.group(1)))
                .map(found -> new Problem(
                        reports.origin(template), Fonts.line(source, found.start(1)), message.apply(found.group(1))))
                .toList();
    }

    private Set<String> styles(String source) {
        Set<String> styles = new TreeSet<>();
        String sheets = FILE.matcher(source)
                .results()
                .map(found -> found.group(1))
                .filter(file -> file.endsWith(Templates.STYLES) && reports.exists(file))
                .map(reports::text)
                .reduce("", String::concat);
        STYLE_SET.matcher(sheets + source).results().forEach(style -> styles.add(style.group(1)));
        return styles;
    }

    private String like(String file) {
        String suffix = sourceOf(file).replaceFirst(".*\\.", ".");
        return String.join(
                ", ",
                reports.all().stream().filter(name -> name.endsWith(suffix)).toList());
    }

    private static String sourceOf(String file) {
        return file.replaceFirst("\\.jasper$", Templates.SOURCE);
    }
}
