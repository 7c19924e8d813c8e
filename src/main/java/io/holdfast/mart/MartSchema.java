package io.holdfast.mart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import javax.sql.DataSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;

/** The mart's tables alone, for a database that holds nothing else and is not kept. */
public final class MartSchema {

    private static final String SCRIPTS = "classpath:io/holdfast/mart/schema/V*__*.sql";

    private MartSchema() {}

    /** Creates the tables in an empty database. */
    public static void create(DataSource empty) {
        try {
            Resource[] scripts = new PathMatchingResourcePatternResolver().getResources(SCRIPTS);
            Arrays.sort(scripts, Comparator.comparingInt(MartSchema::version));
            new ResourceDatabasePopulator(scripts).execute(empty);
        } catch (IOException e) {
            throw new UncheckedIOException("the jar lacks " + SCRIPTS, e);
        }
    }

    private static int version(Resource script) {
        return Integer.parseInt(String.valueOf(script.getFilename()).replaceFirst("V(\\d+)__.*", "$1"));
    }
}
