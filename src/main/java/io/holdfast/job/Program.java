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
}
