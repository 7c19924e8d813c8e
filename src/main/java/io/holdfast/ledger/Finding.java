package io.holdfast.ledger;

/**
 * Something that is not as the ledger says.
 *
 * @param position of the entry that says so; 0 where no entry does
 * @param words what is wrong, with the value that is there and the one that should be
 */
public record Finding(long position, String words) {

    @Override
    public String toString() {
        return position == 0 ? words : "ledger entry " + position + ": " + words;
    }
}
