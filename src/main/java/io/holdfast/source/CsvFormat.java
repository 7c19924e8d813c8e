package io.holdfast.source;

import io.holdfast.workspace.YamlMap;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.List;

/**
 * How a CSV file is written.
 *
 * @param encoding of its bytes
 * @param delimiter between fields
 * @param quote around fields that hold delimiters, quotes (doubled) or line breaks
 * @param header whether its first record names the columns
 * @param columns their names where it does not
 * @param nullText the text that means 'nothing', besides an empty field
 * @param decimal the decimal sign of amounts: {@code .} or {@code ,}
 * @param dates formats of dates and times in the engine's strptime notation; empty for ISO 8601
 * @param longestRecord over how many lines one record may run before its quote counts as left open
 */
public record CsvFormat(
        Charset encoding,
        char delimiter,
        char quote,
        boolean header,
        List<String> columns,
        String nullText,
        char decimal,
        List<String> dates,
        int longestRecord) {

    /** What rows are written as that a database yielded: RFC 4180 in UTF-8, without a header. */
    public static final CsvFormat DRAWN =
            new CsvFormat(StandardCharsets.UTF_8, ',', '"', false, List.of(), "", '.', List.of(), Integer.MAX_VALUE);

    static final String[] KEYS = {
        "encoding", "delimiter", "quote", "header", "columns", "null", "decimal", "dates", "longest-record"
    };

    static CsvFormat read(YamlMap yaml) {
        boolean header = yaml.flag("header", true);
        if (!header && yaml.texts("columns").isEmpty()) {
            throw yaml.problem("header", "without a header line the columns need names; add columns: [a, b, c]");
        }
        char delimiter = sign(yaml, "delimiter", ",");
        char quote = sign(yaml, "quote", "\"");
        if (delimiter == quote) {
            throw yaml.problem("quote", "'quote' is the delimiter too; they must differ");
        }
        return new CsvFormat(
                encoding(yaml),
                delimiter,
                quote,
                header,
                yaml.texts("columns"),
                yaml.optionalText("null").orElse(""),
                yaml.oneOf("decimal", ".", ".", ",").charAt(0),
                yaml.texts("dates"),
                Math.toIntExact(yaml.wholeNumber("longest-record", 1, 1000)));
    }

    /** Whether the engine reads the bytes as they are; otherwise they are written anew in UTF-8 first. */
    public boolean isUtf8() {
        return encoding.equals(StandardCharsets.UTF_8);
    }

    private static Charset encoding(YamlMap yaml) {
        String name = yaml.optionalText("encoding").orElse("UTF-8");
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw yaml.problem(
                    "encoding",
                    "'" + name + "' is not an encoding known here; write one such as UTF-8, windows-1252, GB18030");
        }
    }

    private static char sign(YamlMap yaml, String key, String otherwise) {
        String sign = yaml.optionalText(key).orElse(otherwise);
        if ("\\t".equals(sign) || "tab".equals(sign)) {
            return '\t';
        }
        if (sign.length() != 1 || sign.charAt(0) > 127 || sign.charAt(0) == '\n' || sign.charAt(0) == '\r') {
            throw yaml.problem(key, "'" + key + "' is '" + sign + "'; write one ASCII character, or tab");
        }
        return sign.charAt(0);
    }
}
