package io.holdfast.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.ledger.Sha256;
import io.holdfast.review.Reviewed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of a report that is made for each of many, everybody gets what they look after, and nothing of anybody else. */
class BurstDeliverIT {

    private static final String MORNING = "2026-01-01T02:00:00Z";

    @TempDir
    private Path folder;

    @Test
    void eachBranchGetsItsOwnReviewAndAKeyThatIsNotInTheDataIsNamed() {
        Workspaces workspace = taken();
        List<String> branches = branches(workspace);
        recipients(workspace, "");
        Workspaces.Ended refused = workspace.run("check");
        recipients(workspace, ", branch: [" + branches.get(0) + ", Nowhere]");

        Workspaces.Ended ended = workspace.run("run", "account-reviews", "--as-if-now", MORNING);

        assertThat(refused.err())
                .contains("jobs/account-reviews.yml: sends 'account-review' to 'one'")
                .contains("nobody may see another's");
        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(4);
        assertThat(ended.out())
                .contains("warning: 'one' looks after the branch 'Nowhere' (jobs/delivery.yml), of which there is no"
                        + " account-review in 2025-12: is it written as in the data, and was it made?");
        String mine = PieceName.of(Reviewed.BRANCH, branches.get(0), "en");
        String theirs = PieceName.of(Reviewed.BRANCH, branches.get(1), "en");
        assertThat(files(workspace.path("delivered/one")))
                .containsExactly(
                        "2025-12/account-review/" + mine, "2025-12/account-review/" + mine.replace(".pdf", ".xlsx"));
        assertThat(files(workspace.path("delivered/two")))
                .containsExactly(
                        "2025-12/account-review/" + theirs,
                        "2025-12/account-review/" + theirs.replace(".pdf", ".xlsx"));
        assertThat(Sha256.of(workspace.path("delivered/one/2025-12/account-review/" + mine)))
                .isEqualTo(Sha256.of(workspace.path("out/2025-12/account-review/" + mine)));
        assertThat(workspace.run("verify").exitCode()).isZero();
    }

    @Test
    void theTablesOfAReviewThatCannotBeRenderedAreSentToNobody() {
        Workspaces workspace = taken();
        List<String> branches = branches(workspace);
        recipients(workspace, ", branch: " + branches.get(0));
        String template = workspace.read("reports/account-review.jrxml");
        String kind = "$P{WORDS}.code(\"item.kind\", $P{KIND})";
        assertThat(template).contains(kind);
        workspace.write(
                "reports/account-review.jrxml",
                template.replace(
                        kind, "$P{ITEM}.substring($P{ITEM}.equals(\"" + branches.get(0) + "\") ? 99 : 0) + " + kind));

        Workspaces.Ended ended = workspace.run("run", "account-reviews", "--as-if-now", MORNING);

        assertThat(ended.exitCode()).as(ended.said()).isEqualTo(4);
        String failed = PieceName.of(Reviewed.BRANCH, branches.get(0), "en");
        assertThat(workspace.path("out/2025-12/account-review/" + failed)).doesNotExist();
        assertThat(workspace.path("out/2025-12/account-review/" + failed.replace(".pdf", ".xlsx")))
                .exists();
        assertThat(ended.out())
                .contains("1 of 10 files of reviews (branch, en) could not be made")
                .contains("branch " + branches.get(0) + ", pdf: ")
                .contains("'one' looks after the branch '" + branches.get(0) + "'")
                .contains("and was it made?");
        assertThat(files(workspace.path("delivered/one"))).isEmpty();
        assertThat(files(workspace.path("delivered/two"))).hasSize(2);
    }

    private Workspaces taken() {
        Workspaces workspace = Workspaces.demo(folder.resolve("company"));
        workspace.write("jobs/account-reviews.yml", """
            period: month
            steps:
              - figures: [on-time-delivery, order-error-rate]
              - report: account-review
                for-each: branch
                also: [xlsx]
            deliver:
              account-review: [one, two]
            """);
        assertThat(workspace.run("run", "nightly", "--as-if-now", MORNING).exitCode())
                .isZero();
        return workspace;
    }

    private static void recipients(Workspaces workspace, String one) {
        workspace.write(
                "jobs/delivery.yml",
                "recipients:\n  one: {folder: delivered/one, language: en" + one
                        + "}\n  two: {folder: delivered/two, language: en, branch: "
                        + branches(workspace).get(1) + "}\n");
    }

    private static List<String> branches(Workspaces workspace) {
        return Workspaces.query("select distinct branch from read_csv('" + workspace.path("inbox/customers.csv")
                + "', all_varchar = true) where branch is not null order by branch");
    }

    private static List<String> files(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
