package io.holdfast.job;

import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.micrometer.tracing.otel.bridge.Slf4JEventListener;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Traces that are sent to an OpenTelemetry collector by OTLP over HTTP, as the standard's variables say. */
final class OtlpTraces extends Traces {

    private static final Logger LOG = LoggerFactory.getLogger(OtlpTraces.class);

    /** A collector that does not answer keeps a run that is done no longer than this. */
    private static final long PATIENCE_SECONDS = 2;

    private final OpenTelemetrySdk sdk;

    private OtlpTraces(OpenTelemetrySdk sdk, ObservationRegistry registry) {
        super(registry);
        this.sdk = sdk;
    }

    /** Nowhere, where the variables are not understood. */
    static Traces begin(RunContext run) {
        try {
            OpenTelemetrySdk sdk = AutoConfiguredOpenTelemetrySdk.builder()
                    .addPropertiesSupplier(() -> Map.of(
                            "otel.service.name", "holdfast",
                            "otel.exporter.otlp.protocol", "http/protobuf",
                            "otel.metrics.exporter", "none",
                            "otel.logs.exporter", "none"))
                    .disableShutdownHook()
                    .build()
                    .getOpenTelemetrySdk();
            return new OtlpTraces(sdk, registry(sdk, run));
        } catch (RuntimeException e) {
            LOG.warn("no traces are sent: {}", Failures.describe(e));
            return nowhere();
        }
    }

    private static ObservationRegistry registry(OpenTelemetrySdk sdk, RunContext run) {
        // Log lines get the ids of trace and span.
        Slf4JEventListener log = new Slf4JEventListener();
        OtelTracer tracer = new OtelTracer(
                sdk.getTracer("io.holdfast", run.programVersion()), new OtelCurrentTraceContext(), log::onEvent);
        ObservationRegistry registry = ObservationRegistry.create();
        registry.observationConfig()
                .observationHandler(new DefaultTracingObservationHandler(tracer))
                .observationFilter(context -> named(context, run));
        return registry;
    }

    // All of Spring Batch's are called spring.batch.job or spring.batch.step.
    private static Observation.Context named(Observation.Context context, RunContext run) {
        KeyValue step = context.getLowCardinalityKeyValue("spring.batch.step.name");
        context.setContextualName(step == null ? run.job().name() : step.getValue());
        return context.addHighCardinalityKeyValue(KeyValue.of("holdfast.run", run.runId()));
    }

    @Override
    public void close() {
        if (!sdk.shutdown().join(PATIENCE_SECONDS, TimeUnit.SECONDS).isDone()) {
            LOG.warn("not all traces were sent: the collector has not answered within {} s", PATIENCE_SECONDS);
        }
    }
}
