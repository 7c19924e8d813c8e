package io.holdfast.extract;

import io.holdfast.lake.Entity;
import io.holdfast.lake.Facts;
import io.holdfast.lake.Lake;
import io.holdfast.lake.Load;
import io.holdfast.lake.Sql;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;

/** What a person should know of loads just published: rejected rows, empty files, customers unknown or forgotten. */
final class Warnings {

    private final Connection connection;
    private final Lake lake;

    /** The entities as known now must be views of the connection. */
    Warnings(Connection connection, Lake lake) {
        this.connection = connection;
        this.lake = lake;
    }

    List<String> of(List<Load> loads, Path rejects) {
        List<String> warnings = new ArrayList<>();
        for (Load load : loads) {
            if (load.rejected() > 0) {
                warnings.add(load.file() + ": " + load.rejected() + " of " + load.records()
                        + " rows rejected, each with its line and reason in "
                        + Intake.copyForPeople(rejects, load.file()) + "; mend them where they come from"
                        + (load.extent().isPresent() ? "; what changes there is read again" : " and send them again"));
            }
            lake.namedAgain(connection, load)
                    .forEach(customer -> warnings.add(load.file() + " brings a name or text of customer " + customer
                            + " again, who was forgotten; take it out where it comes from, then: holdfast forget "
                            + customer));
            if (load.records() == 0 && load.extent().isEmpty()) {
                warnings.add(load.file() + ": holds a header and no rows; is the export broken?");
            }
            if (load.records() == 0
                    && load.extent().filter(read -> read.from().isEmpty()).isPresent()) {
                warnings.add(load.file() + ": the select yields no row at all; is it the right database?");
            }
        }
        boolean customersKnown =
                !lake.supplied(Entity.CUSTOMERS, Long.MAX_VALUE).isEmpty();
        for (Entity entity : customersKnown ? List.of(Entity.ORDERS, Entity.FEEDBACK) : List.<Entity>of()) {
            if (loads.stream().anyMatch(load -> load.entity() == entity || load.entity() == Entity.CUSTOMERS)) {
                warnings.addAll(unknownCustomers(entity));
            }
        }
        return warnings;
    }

    private List<String> unknownCustomers(Entity entity) {
        String unknown = Facts.alone("from " + entity + " anti join customers using (customer_id)");
        long count = Sql.number(connection, "select count(*) " + unknown);
        if (count == 0) {
            return List.of();
        }
        String examples = String.join(
                ", ",
                Sql.query(
                        connection,
                        "select distinct customer_id " + unknown + " order by 1 limit 5",
                        row -> row.getString(1)));
        return List.of(count + " rows of " + entity + " name a customer that customers does not have, such as "
                + examples + "; they count, without a name");
    }
}
