package io.holdfast.kpi;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.WordlistLoader;
import org.apache.lucene.analysis.en.EnglishPossessiveFilter;
import org.apache.lucene.analysis.snowball.SnowballFilter;
import org.apache.lucene.analysis.util.CharTokenizer;

/**
 * Words of a language that writes blanks between them; hyphens hold a word together. In English Snowball's list of words
 * that say nothing counts besides the company's, and some words stay with the one they belong to: 'not very reliable' is
 * 'not reliable', 'on time' and 'out of date' are kept as they stand.
 */
final class SpacedWords implements WordCutter.Cut {

    private static final Set<String> TURNS =
            Set.of("not", "no", "never", "hardly", "without", "cannot", "nothing", "nobody", "isn't", "don't");
    private static final Set<String> LEADS =
            Set.of("on", "over", "under", "above", "below", "out", "off", "up", "behind", "beyond");
    private static final String SHORTENED_NOT = "n't";

    private final Set<String> saysNothing;
    private final boolean english;

    private SpacedWords(Set<String> saysNothing, boolean english) {
        this.saysNothing = saysNothing;
        this.english = english;
    }

    static SpacedWords english(Set<String> saysNothing) {
        Set<String> all = new TreeSet<>(saysNothing);
        all.addAll(snowball());
        return new SpacedWords(all, true);
    }

    /** A language of which nothing is known but what the company wrote down. */
    static SpacedWords other(Set<String> saysNothing) {
        return new SpacedWords(saysNothing, false);
    }

    @Override
    public List<String> words(String piece) {
        List<String> words = new ArrayList<>();
        String turn = "";
        String lead = "";
        for (String word : tokens(piece)) {
            if (english && (TURNS.contains(word) || word.endsWith(SHORTENED_NOT))) {
                turn = word.endsWith(SHORTENED_NOT) || word.equals("cannot") ? "not " : word + " ";
            } else if (english && LEADS.contains(word)) {
                lead = word + " ";
            } else if (!saysNothing.contains(word)) {
                words.add(turn + lead + word);
                turn = "";
                lead = "";
            } else if (!lead.isEmpty()) {
                lead += word + " ";
            }
        }
        return words;
    }

    private List<String> tokens(String piece) {
        Tokenizer letters = CharTokenizer.fromTokenCharPredicate(c -> c != ' ');
        letters.setReader(new StringReader(piece));
        TokenStream stream = english ? new EnglishPossessiveFilter(letters) : letters;
        return WordCutter.terms(stream).stream()
                .map(token -> token.replaceAll("^['\\-]+|['\\-]+$", ""))
                .filter(token -> !token.isEmpty())
                .toList();
    }

    private static Set<String> snowball() {
        try (InputStreamReader list = new InputStreamReader(
                Objects.requireNonNull(SnowballFilter.class.getResourceAsStream("english_stop.txt")),
                StandardCharsets.UTF_8)) {
            Set<String> words = new TreeSet<>();
            WordlistLoader.getSnowballWordSet(list).forEach(word -> words.add(new String((char[]) word)));
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException("Lucene carries its list of English stop words", e);
        }
    }
}
