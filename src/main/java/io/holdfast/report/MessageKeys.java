package io.holdfast.report;

import io.holdfast.workspace.Definitions;
import io.holdfast.workspace.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The message keys that templates ask for, held against the bundles. */
final class MessageKeys {

    /** {@code $R{key}}, and {@code say("key"} where the key is written out in full. */
    private static final Pattern KEY = Pattern.compile("\\$R\\{([^}]+)}|\\.say\\(\"([^\"]+)\"\\s*[,)]");

    private MessageKeys() {}

    static List<Problem> check(Definitions reports, Bundles bundles) {
        Set<String> known = bundles.common();
        List<Problem> problems = new ArrayList<>();
        for (String file : reports.list("", Templates.SOURCE)) {
            List<String> lines = reports.text(file).lines().toList();
            for (int i = 0; i < lines.size(); i++) {
                Matcher keys = KEY.matcher(lines.get(i));
                while (keys.find()) {
                    String key = keys.group(1) == null ? keys.group(2) : keys.group(1);
                    if (!known.contains(key)) {
                        problems.add(new Problem(
                                reports.origin(file),
                                i + 1,
                                "asks for the message '" + key + "', which not every bundle has; add it to each "
                                        + "messages_<language>.properties of " + bundles.languages()));
                    }
                }
            }
        }
        return problems;
    }
}
