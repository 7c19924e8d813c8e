package io.holdfast.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriversTest {

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/shop, org.postgresql.Driver",
        "jdbc:mariadb://db/shop, org.mariadb.jdbc.Driver",
        "jdbc:mysql://db/shop?useSSL=true, org.mariadb.jdbc.Driver",
        "jdbc:sqlserver://db;databaseName=shop, com.microsoft.sqlserver.jdbc.SQLServerDriver"
    })
    void the_program_brings_the_drivers_that_it_may(String url, String driver) {
        assertThat(new Drivers(root).find(url).orElseThrow().driver().getClass().getName())
                .isEqualTo(driver);
    }

    @Test
    void mariadb_s_driver_is_told_that_it_may_serve_mysql() {
        assertThat(new Drivers(root).find("jdbc:mysql://db/shop").orElseThrow().url())
                .isEqualTo("jdbc:mysql://db/shop?permitMysqlScheme");
        assertThat(new Drivers(root)
                        .find("jdbc:mysql://db/shop?a=b")
                        .orElseThrow()
                        .url())
                .isEqualTo("jdbc:mysql://db/shop?a=b&permitMysqlScheme");
    }

    @Test
    void a_driver_that_is_not_there_is_named_with_its_jar_and_its_place_and_no_more_of_the_address() {
        assertThat(new Drivers(root).find("jdbc:oracle:thin:@//db/shop")).isEmpty();
        assertThat(new Drivers(root).missing("jdbc:oracle:thin:scott/tiger@db"))
                .isEqualTo(
                        "no driver knows an address that begins with jdbc:oracle:; put Oracle's driver ojdbc17.jar into "
                                + root.resolve("drivers") + ", or on the class path");
    }

    @Test
    void a_jar_in_the_workspace_s_folder_brings_its_driver() throws IOException {
        jar("Own", "jdbc:oracle:");

        assertThat(new Drivers(root)
                        .find("jdbc:oracle:thin:@db")
                        .orElseThrow()
                        .driver()
                        .getClass()
                        .getName())
                .isEqualTo("Own");
    }

    @Test
    void the_workspace_s_own_driver_comes_first() throws IOException {
        jar("Newer", "jdbc:postgresql:");

        assertThat(new Drivers(root)
                        .find("jdbc:postgresql://db/shop")
                        .orElseThrow()
                        .driver()
                        .getClass()
                        .getName())
                .isEqualTo("Newer");
    }

    private void jar(String name, String urls) throws IOException {
        Path sources = Files.createDirectories(root.resolve("sources"));
        Path source = Files.writeString(sources.resolve(name + ".java"), """
            import java.sql.*;
            public class %s implements Driver {
                public Connection connect(String url, java.util.Properties info) { return null; }
                public boolean acceptsURL(String url) { return url.startsWith("%s"); }
                public DriverPropertyInfo[] getPropertyInfo(String url, java.util.Properties info) { return new DriverPropertyInfo[0]; }
                public int getMajorVersion() { return 1; }
                public int getMinorVersion() { return 0; }
                public boolean jdbcCompliant() { return false; }
                public java.util.logging.Logger getParentLogger() { return null; }
            }
            """.formatted(name, urls));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, source.toString()))
                .isZero();
        Path jar = Files.createDirectories(root.resolve("drivers")).resolve(name + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            out.putNextEntry(new JarEntry(name + ".class"));
            out.write(Files.readAllBytes(sources.resolve(name + ".class")));
            out.putNextEntry(new JarEntry("META-INF/services/java.sql.Driver"));
            out.write(name.getBytes(StandardCharsets.UTF_8));
        }
    }
}
