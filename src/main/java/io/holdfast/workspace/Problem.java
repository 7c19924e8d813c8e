package io.holdfast.workspace;

/**
 * Something a person has to mend in a file: where it is, what came, what was allowed, and the remedy.
 *
 * @param file the file as the person knows it, relative to the workspace
 * @param line the line in that file, from 1; 0 where the file as a whole is meant
 * @param message what came, what was allowed, the remedy
 */
public record Problem(String file, int line, String message) {

    @Override
    public String toString() {
        return line > 0 ? file + ":" + line + ": " + message : file + ": " + message;
    }
}
