package io.holdfast.query;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** JDBC drivers: those in the workspace's folder {@code drivers}, then those of the program. */
final class Drivers {

    private final Path folder;
    private final ClassLoader own;

    /** @param root the workspace's folder */
    Drivers(Path root) {
        this.folder = root.resolve("drivers");
        this.own = loader(folder);
    }

    /**
     * A driver and the URL as it wants it.
     *
     * @param url with everything that the driver has to know
     */
    record Found(Driver driver, String url) {}

    /** The driver of an URL; empty where none knows it. */
    Optional<Found> find(String url) {
        return among(ServiceLoader.load(Driver.class, own), url)
                .or(() -> shipped(Dialect.of(url), url))
                .or(() -> among(ServiceLoader.load(Driver.class, Drivers.class.getClassLoader()), url));
    }

    // By its class: the jar does not list these drivers, because every command would load all that are listed.
    private static Optional<Found> shipped(Dialect dialect, String url) {
        if (dialect.shipped().isEmpty()) {
            return Optional.empty();
        }
        try {
            Object driver =
                    Class.forName(dialect.shipped()).getDeclaredConstructor().newInstance();
            return Optional.of(new Found((Driver) driver, dialect.forShippedDriver(url)));
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }

    /** Which jar is missing, and where it goes. */
    String missing(String url) {
        Dialect dialect = Dialect.of(url);
        return "no driver knows an address that begins with "
                + Stream.of(url.split(":", 3))
                        .limit(2)
                        .reduce((a, b) -> a + ":" + b)
                        .orElse("") + ":; put "
                + dialect.driver() + " into " + folder + ", or on the class path";
    }

    private static Optional<Found> among(ServiceLoader<Driver> drivers, String url) {
        Iterator<Driver> all = drivers.iterator();
        while (true) {
            try {
                if (!all.hasNext()) {
                    return Optional.empty();
                }
                Driver driver = all.next();
                if (driver.acceptsURL(url)) {
                    return Optional.of(new Found(driver, url));
                }
            } catch (ServiceConfigurationError | SQLException e) {
                // A driver that cannot even be asked is none for this address.
                continue;
            }
        }
    }

    // Stays open as long as its drivers are used: to the end of the program.
    private static ClassLoader loader(Path folder) {
        if (!Files.isDirectory(folder)) {
            return ClassLoader.getPlatformClassLoader();
        }
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
            URL[] urls = new URL[jars.size()];
            for (int i = 0; i < urls.length; i++) {
                urls[i] = jars.get(i).toUri().toURL();
            }
            return new URLClassLoader(urls, ClassLoader.getPlatformClassLoader());
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder + "; may this user read it?", e);
        }
    }
}
