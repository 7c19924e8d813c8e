package io.holdfast.kpi;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Tokenizer;
import org.apache.lucene.analysis.cn.smart.HMMChineseTokenizer;

/**
 * Words of Chinese, which writes no blanks between them, by Lucene's hidden Markov model. The model knows newspapers; what
 * it does not know, such as 靠谱, it cuts into single characters. Hence up to four characters between words that say
 * nothing count as one word as they stand, and in a longer stretch single characters that stand together do; what turns a
 * word round stays with it.
 */
final class ChineseWords implements WordCutter.Cut {

    private static final Set<String> TURNS = Set.of("不", "没", "没有", "无", "未", "非", "从不", "不够", "毫无", "并不");
    private static final int SHORT = 4;

    private final Set<String> saysNothing;

    ChineseWords(Set<String> saysNothing) {
        this.saysNothing = saysNothing;
    }

    @Override
    public List<String> words(String piece) {
        List<String> words = new ArrayList<>();
        List<String> stretch = new ArrayList<>();
        Tokenizer segments = new HMMChineseTokenizer();
        segments.setReader(new StringReader(piece));
        for (String token : WordCutter.terms(segments)) {
            boolean turned = !stretch.isEmpty() && TURNS.contains(stretch.get(stretch.size() - 1));
            if (!saysNothing.contains(token)) {
                stretch.add(token);
            } else if (!turned) {
                // Where it is turned nothing is cut: 不太满意 is 不满意.
                words.addAll(joined(stretch));
                stretch.clear();
            }
        }
        words.addAll(joined(stretch));
        return words;
    }

    private static List<String> joined(List<String> stretch) {
        String whole = String.join("", stretch);
        if (whole.length() <= SHORT) {
            return whole.isEmpty() ? List.of() : List.of(whole);
        }
        List<String> words = new ArrayList<>();
        String last = "";
        for (String token : stretch) {
            boolean belongs = TURNS.contains(last) || (last.length() == 1 && token.length() == 1);
            if (belongs && !TURNS.contains(token)) {
                words.set(words.size() - 1, words.get(words.size() - 1) + token);
            } else {
                words.add(token);
            }
            last = token;
        }
        return words;
    }
}
