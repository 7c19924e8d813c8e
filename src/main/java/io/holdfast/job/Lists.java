package io.holdfast.job;

import io.holdfast.kpi.Catalogue;
import io.holdfast.kpi.Complaints;
import io.holdfast.kpi.Figures;
import io.holdfast.kpi.KeyAccounts;
import io.holdfast.kpi.OneWords;
import io.holdfast.lake.Entity;
import io.holdfast.mart.Mart;
import io.holdfast.mart.Run;
import io.holdfast.workspace.Definitions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a run tells besides figures: key accounts, complaints, answers in one word. Each is there where the catalogue has
 * its relations; where the data lacks columns for it, the report says so.
 *
 * @param leftOut what is not there, with the columns that nobody supplies
 */
record Lists(
        Optional<KeyAccounts> accounts,
        Optional<Complaints> complaints,
        Optional<OneWords> words,
        Map<String, List<String>> leftOut) {

    static Lists of(Figures figures, Catalogue catalogue, Map<Entity, Set<String>> supplied, Definitions jobs) {
        Set<String> relations = catalogue.relations().keySet();
        Optional<KeyAccounts> accounts = relations.contains(KeyAccounts.RELATION)
                ? Optional.of(figures.keyAccounts(supplied))
                : Optional.empty();
        Map<String, List<String>> leftOut = new TreeMap<>();
        Optional<Complaints> complaints = Optional.empty();
        if (relations.containsAll(Complaints.RELATIONS)) {
            List<String> missing = Complaints.missing(supplied);
            if (missing.isEmpty()) {
                complaints = Optional.of(figures.complaints(supplied));
            } else {
                leftOut.put("complaints", missing);
            }
        }
        Optional<OneWords> words = Optional.empty();
        if (relations.contains(OneWords.RELATION)) {
            List<String> missing = OneWords.missing(supplied);
            if (missing.isEmpty()) {
                words = Optional.of(figures.oneWords(jobs));
            } else {
                leftOut.put("one-words", missing);
            }
        }
        return new Lists(accounts, complaints, words, leftOut);
    }

    void write(Mart mart, Run run) {
        accounts.ifPresent(found -> mart.accounts(run, found));
        complaints.ifPresent(found -> mart.complaints(run, found));
        words.ifPresent(found -> mart.oneWords(run, found));
        leftOut.forEach((part, missing) -> mart.leftOut(run, part, missing));
    }
}
