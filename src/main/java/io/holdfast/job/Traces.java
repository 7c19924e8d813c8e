package io.holdfast.job;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.core.task.TaskDecorator;

/**
 * Where the spans of a run go, as Spring Batch observes them: nowhere, unless the environment names an OpenTelemetry
 * collector. Then, and only then, classes of OpenTelemetry are loaded.
 */
abstract class Traces implements AutoCloseable {

    private static final Traces NOWHERE = new Traces(ObservationRegistry.NOOP) {
        @Override
        public void close() {}
    };

    private final ObservationRegistry registry;

    Traces(ObservationRegistry registry) {
        this.registry = registry;
    }

    /**
     * Those of a run.
     *
     * @param environment {@code OTEL_EXPORTER_OTLP_ENDPOINT} names the collector
     */
    static Traces of(RunContext run, Map<String, String> environment) {
        boolean wanted = Stream.of("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
                .anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
        return wanted ? OtlpTraces.begin(run) : NOWHERE;
    }

    static Traces nowhere() {
        return NOWHERE;
    }

    ObservationRegistry registry() {
        return registry;
    }

    /** Lets spans on another thread belong to the one that is open on this. */
    TaskDecorator handedOn() {
        return work -> {
            Observation parent = registry.getCurrentObservation();
            return parent == null ? work : () -> parent.scoped(work);
        };
    }

    /** Sends what is left, within a few seconds; whether it arrives is no matter of the run's. */
    @Override
    public abstract void close();
}
