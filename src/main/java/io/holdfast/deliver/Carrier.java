package io.holdfast.deliver;

/** Brings something to somebody in one way; used by one thread, for one round. */
interface Carrier extends AutoCloseable {

    /**
     * Tries once.
     *
     * @throws Parcel.NotAsPublishedException where a file was changed; nothing was sent
     */
    Answer carry(Parcel parcel);

    @Override
    default void close() {}
}
