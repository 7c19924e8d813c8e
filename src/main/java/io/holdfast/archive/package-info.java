/**
 * What was published and what every run was made with, kept under the hash of its content and named by the ledger; the check
 * that all of it is as recorded; the proofs of who wrote a head of the ledger down, and when.
 */
@NullMarked
package io.holdfast.archive;

import org.jspecify.annotations.NullMarked;
