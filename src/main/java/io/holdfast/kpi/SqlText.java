package io.holdfast.kpi;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a query as words and symbols, without its comments: for what the engine's tree no longer tells (how a
 * thing was written), and for the line of whatever the tree points to.
 */
final class SqlText {

    /** What a token is. A {@code TEXT} is a literal in single quotes, a {@code QUOTED} a name in double ones. */
    enum Kind {
        WORD,
        NUMBER,
        TEXT,
        QUOTED,
        SYMBOL
    }

    /**
     * One word or symbol.
     *
     * @param text as written, but words in small letters
     * @param line in the file, from 1
     */
    record Token(Kind kind, String text, int line) {
        boolean is(String word) {
            return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equals(word);
        }
    }

    // The groups stand in the order of Kind. An unclosed quote or comment reaches to the end; the engine complains of
    // it.
    private static final Pattern TOKEN = Pattern.compile("""
            (?:\\s++|--[^\\n]*+|/\\*(?s:.*?)(?:\\*/|\\z))++\
            |([\\p{L}_][\\p{L}\\p{N}_]*+)\
            |((?:[0-9][0-9_]*+(?:\\.[0-9_]*+)?|\\.[0-9][0-9_]*+)(?:[eE][+-]?[0-9]++|[\\p{L}_][\\p{L}\\p{N}_]*+)?)\
            |('[^']*+(?:''[^']*+)*+(?:'|\\z))\
            |("[^"]*+(?:""[^"]*+)*+(?:"|\\z))\
            |(<=|>=|<>|!=|\\|\\||::|:=|->>|->|=>|==|//|\\*\\*|<<|>>|.)\
            """);

    private static final int EXCERPT = 60;

    private final byte[] bytes;
    private final List<Token> tokens;

    private SqlText(byte[] bytes, List<Token> tokens) {
        this.bytes = bytes;
        this.tokens = tokens;
    }

    static SqlText of(String sql) {
        List<Token> tokens = new ArrayList<>();
        Matcher matcher = TOKEN.matcher(sql);
        int line = 1;
        while (matcher.lookingAt()) {
            for (Kind kind : Kind.values()) {
                String text = matcher.group(kind.ordinal() + 1);
                if (text != null) {
                    tokens.add(new Token(kind, kind == Kind.WORD ? text.toLowerCase(Locale.ROOT) : text, line));
                }
            }
            line += (int) matcher.group().chars().filter(c -> c == '\n').count();
            matcher.region(matcher.end(), sql.length());
        }
        return new SqlText(sql.getBytes(StandardCharsets.UTF_8), tokens);
    }

    List<Token> tokens() {
        return tokens;
    }

    /** The line of a place that the engine names as bytes from the start. */
    int line(int place) {
        int line = 1;
        for (int i = 0; i < Math.min(place, bytes.length); i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }

    /** What stands there, on one line, shortened. */
    String excerpt(int place, int length) {
        int from = Math.min(place, bytes.length);
        String text = new String(bytes, from, Math.min(length, bytes.length - from), StandardCharsets.UTF_8)
                .strip()
                .replaceAll("\\s+", " ");
        return text.length() > EXCERPT ? text.substring(0, EXCERPT) + " …" : text;
    }

    /** Whether a place starts with this word, in whatever case. */
    boolean startsWith(int place, String word) {
        int length = Math.min(word.length(), bytes.length - place);
        return new String(bytes, place, length, StandardCharsets.UTF_8).equalsIgnoreCase(word);
    }
}
