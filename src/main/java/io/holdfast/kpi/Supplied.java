package io.holdfast.kpi;

import io.holdfast.lake.Column;
import io.holdfast.lake.Entity;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a company's loads supply, against what something needs. */
final class Supplied {

    private Supplied() {}

    /** A company that supplies every column. */
    static Map<Entity, Set<String>> everything() {
        return Arrays.stream(Entity.values())
                .collect(Collectors.toMap(
                        entity -> entity,
                        entity -> entity.columns().stream().map(Column::name).collect(Collectors.toSet())));
    }

    /** Of the columns needed ({@code entity.column}), those that no load supplies. */
    static List<String> missing(List<String> needs, Map<Entity, Set<String>> supplied) {
        return needs.stream()
                .filter(need -> {
                    String[] parts = need.split("\\.", 2);
                    Set<String> columns =
                            supplied.getOrDefault(Entity.named(parts[0]).orElseThrow(), Set.of());
                    return !columns.contains(parts[1]);
                })
                .toList();
    }
}
