package io.holdfast.ledger;

import java.nio.file.Path;

/**
 * What an entry of the ledger says of a file.
 *
 * @param position of the entry
 * @param what the file is, for people, such as {@code load of inbox/orders.csv}
 * @param file where it lies
 * @param sha256 of its content
 */
public record Claim(long position, String what, Path file, String sha256) {}
