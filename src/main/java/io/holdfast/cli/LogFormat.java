package io.holdfast.cli;

import io.holdfast.workspace.DefinitionException;
import java.util.List;
import java.util.logging.LogManager;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Whether what a command has to say goes to people or into a log: {@code HOLDFAST_LOG} in the environment.
 * {@code logback.xml} reads it, too.
 */
final class LogFormat {

    static final String VARIABLE = "HOLDFAST_LOG";

    private static final List<String> FORMATS = List.of("plain", "ecs", "logstash");

    private LogFormat() {}

    /**
     * Sets up logging, once for the process: Spring Boot would read the configuration again with each workspace.
     *
     * @throws DefinitionException where the format is none
     */
    static void begin() {
        String format = System.getenv(VARIABLE);
        if (format != null && !FORMATS.contains(format)) {
            throw new DefinitionException(
                    VARIABLE,
                    0,
                    "is '" + format + "' in the environment; set one of " + String.join(", ", FORMATS)
                            + ", or leave it out for what people read");
        }
        // What Spring says while logging is set up for JSON is no matter for anybody.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
        LogManager.getLogManager().getLogger("").setLevel(java.util.logging.Level.WARNING);
        SLF4JBridgeHandler.removeHandlersForRootLogger();
        SLF4JBridgeHandler.install();
    }

    /** Whether a log takes the place of what is said to people. */
    static boolean wanted() {
        return System.getenv(VARIABLE) != null;
    }
}
