package io.holdfast;

import io.holdfast.cli.Holdfast;

/** Where the program begins. */
public final class Main {

    private Main() {}

    /** Runs a command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(Holdfast.run(args));
    }
}
