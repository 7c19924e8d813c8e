package io.holdfast.kpi;

import io.holdfast.workspace.Definitions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.jspecify.annotations.Nullable;

/**
 * Cuts answers into the words they are counted by, in one language. Letters are folded (Unicode NFKC, small letters);
 * words that say nothing are left out ({@code jobs/words/<language>.txt}); a word that is turned round keeps what turns
 * it, so that 'not reliable' and 不可靠 are no praise.
 */
final class WordCutter {

    private static final String ENGLISH = "en";
    private static final String CHINESE = "zh";
    private static final String FOLDER = "words/";

    // In characters; what is longer is no word.
    private static final int LONGEST = 40;

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{M}\\p{N}'\\- ]+");

    private final Cut cut;

    /** How a language is cut. */
    @FunctionalInterface
    interface Cut {
        /** @param piece folded letters, digits, blanks, hyphens and apostrophes */
        List<String> words(String piece);
    }

    private WordCutter(Cut cut) {
        this.cut = cut;
    }

    static WordCutter of(String language, Definitions jobs) {
        Set<String> saysNothing = new TreeSet<>();
        String file = FOLDER + language + ".txt";
        if (jobs.exists(file)) {
            jobs.text(file)
                    .lines()
                    .map(WordCutter::folded)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .forEach(saysNothing::add);
        }
        return new WordCutter(
                switch (language) {
                    case CHINESE -> new ChineseWords(saysNothing);
                    case ENGLISH -> SpacedWords.english(saysNothing);
                    default -> SpacedWords.other(saysNothing);
                });
    }

    /** The language to cut an answer in: Chinese where it has Chinese characters, else as recorded, English where nobody says. */
    static String language(String answer, @Nullable String recorded) {
        if (HAN.matcher(answer).find()) {
            return CHINESE;
        }
        String tag = recorded == null ? "" : folded(recorded).split("[-_]", 2)[0];
        return tag.matches("[a-z]{2,3}") && !tag.equals(CHINESE) ? tag : ENGLISH;
    }

    /** The words of an answer, each once, in the order they stand. */
    Set<String> words(String answer) {
        Set<String> words = new LinkedHashSet<>();
        for (String piece : BETWEEN.split(folded(answer).replace('’', '\''))) {
            cut.words(piece).stream()
                    .filter(word ->
                            word.length() <= LONGEST && word.codePoints().anyMatch(Character::isLetter))
                    .forEach(words::add);
        }
        return words;
    }

    /** What a stream of Lucene's yields; the stream is used up and closed. */
    static List<String> terms(TokenStream stream) {
        List<String> terms = new ArrayList<>();
        try (stream) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) {
                terms.add(term.toString());
            }
            stream.end();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a text in memory", e);
        }
        return terms;
    }

    private static String folded(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .strip();
    }
}
