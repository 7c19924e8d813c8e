package io.holdfast.cli;

import io.holdfast.job.Program;
import java.util.Map;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * Log lines as JSON, as Spring Boot writes them: {@code ecs} (Elastic Common Schema) or {@code logstash}. Logback makes it
 * by name before anything of Spring is started, so it brings the settings that Spring Boot would.
 */
public final class StructuredLog extends StructuredLogEncoder {

    @Override
    public void start() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addLast(new MapPropertySource(
                        "holdfast",
                        Map.of(
                                "logging.structured.ecs.service.name",
                                "holdfast",
                                "logging.structured.ecs.service.version",
                                Program.version())));
        getContext().putObject(Environment.class.getName(), environment);
        super.start();
    }
}
