package io.holdfast.lake;

import io.holdfast.ledger.Claim;
import io.holdfast.ledger.Entry;
import io.holdfast.ledger.Ledger;
import io.holdfast.ledger.Removals;
import java.util.ArrayList;
import java.util.List;

/** The files that the ledger says the lake has, called as they are now; what went for good is not among them. */
final class Claims {

    private final Lake lake;
    private final LakeFiles files;
    private final Ledger ledger;
    private final Removals removals;

    Claims(Lake lake, LakeFiles files, Ledger ledger, Removals removals) {
        this.lake = lake;
        this.files = files;
        this.ledger = ledger;
        this.removals = removals;
    }

    /** What the ledger says of the lake's files that are kept: loads, rejected records, keys deleted, snapshots, scores; oldest first. */
    List<Claim> all() {
        List<Claim> claims = new ArrayList<>();
        for (Load load : lake.loads(Long.MAX_VALUE)) {
            claim(
                    claims,
                    load.position(),
                    "load of " + load.file(),
                    load.entity().relation(),
                    load.sha256());
            claim(
                    claims,
                    load.position(),
                    "personal values from " + load.file(),
                    Lake.PERSONAL,
                    load.personalSha256().orElse(""));
            claim(
                    claims,
                    load.position(),
                    "records rejected from " + load.file(),
                    Lake.REJECTS,
                    kept(load.rejectsSha256(), load.position()));
            claim(
                    claims,
                    load.position(),
                    "keys deleted by " + load.file(),
                    Lake.DELETED,
                    load.extent().map(Extent::deletedSha256).orElse(""));
        }
        for (Entry entry : ledger.entries(Snapshot.KIND, Long.MAX_VALUE)) {
            Snapshot snapshot = Snapshot.of(entry).with(sha256 -> kept(sha256, entry.position()));
            String entity = snapshot.entity().relation();
            claim(claims, entry.position(), "base of " + entity, entity, snapshot.base());
            claim(claims, entry.position(), "delta of " + entity, entity, snapshot.delta());
            claim(claims, entry.position(), "replaced rows of " + entity, Lake.REPLACED, snapshot.replaced());
        }
        for (ScoresFile scores : lake.scores(Long.MAX_VALUE)) {
            claim(claims, scores.position(), "scores of " + scores.runId(), ScoresFile.KIND, scores.sha256());
        }
        return List.copyOf(claims);
    }

    private String kept(String sha256, long namedAt) {
        return removals.kept(sha256, namedAt).orElse("");
    }

    private void claim(List<Claim> claims, long position, String what, String kind, String sha256) {
        if (!sha256.isEmpty()) {
            claims.add(new Claim(position, what, files.path(kind, sha256), sha256));
        }
    }
}
