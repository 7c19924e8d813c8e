package io.holdfast.job;

import java.util.Optional;

/** This program, as results name it. */
public final class Program {

    private Program() {}

    /** Its version, from the jar; {@code development} where it runs from classes. */
    public static String version() {
        return Optional.ofNullable(Program.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    /** The version of Java that it runs on. */
    static String java() {
        return System.getProperty("java.version", "");
    }

    /** The user of the system who runs it; for the records only, no result depends on it. */
    static String user() {
        return System.getProperty("user.name", "");
    }
}
