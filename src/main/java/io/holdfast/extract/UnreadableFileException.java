package io.holdfast.extract;

import io.holdfast.workspace.Problem;

/** A file that came in cannot be read as a whole; nothing of it was loaded. Ends with exit code 3. */
public final class UnreadableFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnreadableFileException(String file, long line, String message) {
        super(new Problem(file, Math.toIntExact(line), message).toString());
    }
}
