package io.holdfast.kpi;

import io.holdfast.kpi.SqlText.Kind;
import io.holdfast.kpi.SqlText.Token;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whether the words and symbols of a query are those of the subset: what the engine's tree hides or does not place. */
final class SqlWords {

    private static final Set<String> PREFIXES = Set.of("e", "x", "b", "n");

    /** The phrases of {@link SqlSubset#PHRASES}, by their first word. */
    private static final Map<String, List<List<String>>> PHRASES = SqlSubset.PHRASES.keySet().stream()
            .map(phrase -> List.of(phrase.split(" ")))
            .collect(Collectors.groupingBy(words -> words.get(0)));

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]+");

    private final List<Token> tokens;
    private final SqlFindings findings;

    SqlWords(SqlText text, SqlFindings findings) {
        this.tokens = text.tokens();
        this.findings = findings;
    }

    void check() {
        if (!tokens.isEmpty() && tokens.get(0).is("from")) {
            findings.add(tokens.get(0).line(), "'from …' " + SqlSubset.PHRASES.get("( from"));
        }
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            switch (token.kind()) {
                case TEXT -> text(i, token);
                case QUOTED ->
                    findings.add(
                            token.line(),
                            token.text()
                                    + " is a name here and a text in Spark; use a name of small letters, digits and _");
                case NUMBER -> number(token);
                case SYMBOL -> symbol(i, token);
                case WORD -> word(token);
            }
            phrase(i);
        }
    }

    private void text(int i, Token token) {
        if (token.text().contains("\\")) {
            findings.add(token.line(), token.text() + " has a \\, which Spark reads as an escape; write it without");
        }
        if (i > 0
                && tokens.get(i - 1).kind() == Kind.WORD
                && PREFIXES.contains(tokens.get(i - 1).text())) {
            findings.add(
                    token.line(), tokens.get(i - 1).text() + token.text() + " is not in Spark SQL; write a plain text");
        }
    }

    private void word(Token token) {
        if (!NAME.matcher(token.text()).matches()) {
            findings.add(
                    token.line(),
                    "Spark SQL does not read the name " + token.text() + "; use letters a to z, digits and _");
        }
    }

    private void number(Token token) {
        if (token.text().matches("[0-9.]+[eE].*")) {
            findings.add(token.line(), token.text() + " is floating point; write all of its digits");
        } else if (!token.text().matches("[0-9]*\\.?[0-9]*")) {
            findings.add(token.line(), token.text() + " is not in Spark SQL; write its digits alone");
        }
    }

    private void symbol(int i, Token token) {
        String symbol = token.text();
        if (";".equals(symbol)) {
            if (i + 1 < tokens.size()) {
                findings.add(
                        tokens.get(i + 1).line(),
                        "a second statement starts with '" + tokens.get(i + 1).text() + "'; a file has one select");
            }
        } else if (!SqlSubset.SYMBOLS.contains(symbol)) {
            String remedy = SqlSubset.OTHER_SYMBOLS.get(symbol);
            if (remedy != null) {
                findings.add(token.line(), "'" + symbol + "' " + remedy);
            } else {
                findings.addIfNothingBetter(
                        token.line(), "'" + symbol + "' is not in the SQL that figures are written in");
            }
        }
    }

    private void phrase(int start) {
        for (List<String> words : PHRASES.getOrDefault(tokens.get(start).text(), List.of())) {
            int end = start + words.size();
            if (end <= tokens.size()
                    && IntStream.range(0, words.size())
                            .allMatch(i -> tokens.get(start + i).is(words.get(i)))
                    && !isName(start)) {
                String phrase = String.join(" ", words);
                findings.add(tokens.get(end - 1).line(), "'" + phrase + "' " + SqlSubset.PHRASES.get(phrase));
            }
        }
    }

    /** Whether a word is what something is called: {@code o.pivot}, {@code as glob}. */
    private boolean isName(int i) {
        return i > 0
                && tokens.get(i).kind() == Kind.WORD
                && (tokens.get(i - 1).is(".") || tokens.get(i - 1).is("as"));
    }
}
