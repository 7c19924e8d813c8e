/**
 * The ledger: append-only entries, each carrying the hash of the one before, over loads, snapshots, runs and
 * publications. What is not in the ledger does not count. Knows nothing of what its entries mean.
 */
@NullMarked
package io.holdfast.ledger;

import org.jspecify.annotations.NullMarked;
