package io.holdfast.restate;

import io.holdfast.kpi.Catalogue;
import io.holdfast.kpi.Kpi;
import io.holdfast.workspace.Company;
import java.util.Optional;

/** The definitions that figures are computed with. */
public record Basis(Catalogue catalogue, Company company) {

    Optional<Kpi> find(String id) {
        return catalogue.kpis().stream().filter(kpi -> kpi.id().equals(id)).findFirst();
    }

    /** Whether every figure must be the same with these: names and targets do not count. */
    boolean computesAs(Basis other) {
        return company.zone().equals(other.company.zone())
                && company.parameters().equals(other.company.parameters())
                && catalogue.sha256().equals(other.catalogue.sha256());
    }
}
