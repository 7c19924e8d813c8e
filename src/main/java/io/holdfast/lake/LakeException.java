package io.holdfast.lake;

import org.jspecify.annotations.Nullable;

/** The engine refused a statement or a file of the lake is not what the ledger says. */
public final class LakeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public LakeException(String message) {
        super(message);
    }

    public LakeException(@Nullable String message, Throwable cause) {
        super(message, cause);
    }
}
