package io.holdfast.restate;

import io.holdfast.kpi.Kpi;
import io.holdfast.kpi.Target;
import io.holdfast.ledger.Sha256;
import io.holdfast.period.Period;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A definition that is not what it was.
 *
 * @param kpi whose it is; empty for the company's parameters and for relations
 * @param kind {@code query}, {@code relation}, {@code parameter}, {@code measure}, {@code target}, {@code zone} or
 *     {@code removed}
 * @param name of the parameter or relation; empty for the others
 * @param was what it was, a hash for a query; empty where it was not there
 * @param is what it is now, likewise
 */
public record Change(String kpi, String kind, String name, String was, String is) {

    private static final int HASH = 12;

    /** The changes that can move the figures of a period, or what is said of them. */
    static List<Change> between(Basis then, Basis now, List<Kpi> kpis, Period period) {
        List<Change> changes = new ArrayList<>();
        if (!then.company().zone().equals(now.company().zone())) {
            changes.add(new Change(
                    "",
                    "zone",
                    "",
                    then.company().zone().getId(),
                    now.company().zone().getId()));
        }
        parameters(changes, "", then.company().parameters(), now.company().parameters());
        Map<String, String> was = then.catalogue().relations();
        Map<String, String> is = now.catalogue().relations();
        TreeSet<String> names = new TreeSet<>(was.keySet());
        names.addAll(is.keySet());
        names.forEach(name -> add(changes, "", "relation", name, hash(was.get(name)), hash(is.get(name))));
        kpis.forEach(kpi -> of(changes, kpi, now.find(kpi.id()), period));
        return List.copyOf(changes);
    }

    private static void of(List<Change> changes, Kpi then, Optional<Kpi> found, Period period) {
        if (found.isEmpty()) {
            changes.add(new Change(then.id(), "removed", "", "", ""));
            return;
        }
        Kpi now = found.get();
        add(changes, then.id(), "query", "", hash(then.sql()), hash(now.sql()));
        add(changes, then.id(), "measure", "", measure(then), measure(now));
        parameters(changes, then.id(), then.parameters(), now.parameters());
        add(changes, then.id(), "target", "", target(then, period), target(now, period));
    }

    private static void parameters(
            List<Change> changes, String kpi, Map<String, BigDecimal> then, Map<String, BigDecimal> now) {
        TreeSet<String> names = new TreeSet<>(then.keySet());
        names.addAll(now.keySet());
        names.forEach(name -> add(changes, kpi, "parameter", name, plain(then.get(name)), plain(now.get(name))));
    }

    private static void add(List<Change> changes, String kpi, String kind, String name, String was, String is) {
        if (!was.equals(is)) {
            changes.add(new Change(kpi, kind, name, was, is));
        }
    }

    private static String measure(Kpi kpi) {
        return kpi.measure().aggregate() + " of "
                + String.join(", ", kpi.measure().columns())
                + (kpi.measure().divideBy().compareTo(BigDecimal.ONE) == 0
                        ? ""
                        : " / " + plain(kpi.measure().divideBy()));
    }

    private static String target(Kpi kpi, Period period) {
        return plain(kpi.target().map((Target target) -> target.in(period)).orElse(null));
    }

    private static String plain(@Nullable BigDecimal number) {
        return number == null
                ? ""
                : number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    private static String hash(@Nullable String query) {
        return query == null ? "" : Sha256.of(query).substring(0, HASH);
    }
}
