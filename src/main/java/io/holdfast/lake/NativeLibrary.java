package io.holdfast.lake;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.CodeSource;
import java.util.Locale;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The engine's native library, beside the program's jar. Without it the driver unpacks 70 MB into the temporary folder
 * at every start, and a killed process leaves them there; beside the jar it is unpacked once and found by the driver.
 */
final class NativeLibrary {

    private NativeLibrary() {}

    /** Unpacks the library beside the jar that holds this program, if there is a jar and its folder can be written. */
    static void unpack() {
        CodeSource code = NativeLibrary.class.getProtectionDomain().getCodeSource();
        try {
            Path jar = code == null ? Path.of("") : Path.of(code.getLocation().toURI());
            if (Files.isRegularFile(jar)
                    && Files.isWritable(jar.toAbsolutePath().getParent())) {
                unpack(jar);
            }
        } catch (IOException | URISyntaxException e) {
            // The driver unpacks it for itself, only more slowly.
            System.getLogger(NativeLibrary.class.getName())
                    .log(System.Logger.Level.DEBUG, "the native library stays in the jar", e);
        }
    }

    private static void unpack(Path jar) throws IOException {
        String name = name(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        Path library = jar.resolveSibling(name);
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            ZipEntry entry = zip.getEntry(name);
            if (entry == null || isThere(library, entry)) {
                return;
            }
            // Not a temporary file of Java's: those are for their owner's eyes alone, and others run this program too.
            Path draft =
                    library.resolveSibling(name + "." + ProcessHandle.current().pid() + ".draft");
            try (InputStream in = zip.getInputStream(entry)) {
                Files.copy(in, draft, StandardCopyOption.REPLACE_EXISTING);
            }
            Files.move(draft, library, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    // The driver asks for no version, so a library that an older program left must be told from this one's.
    private static boolean isThere(Path library, ZipEntry entry) throws IOException {
        if (!Files.isRegularFile(library) || Files.size(library) != entry.getSize()) {
            return false;
        }
        CRC32 crc = new CRC32();
        try (InputStream in = new CheckedInputStream(Files.newInputStream(library), crc)) {
            byte[] buffer = new byte[1 << 20];
            while (in.read(buffer) >= 0) {
                // Reading is what computes the sum.
            }
        }
        return crc.getValue() == entry.getCrc();
    }

    /** How the driver calls the library of a platform. */
    static String name(String system, String architecture) {
        String os = system.toLowerCase(Locale.ROOT);
        String arch = architecture.toLowerCase(Locale.ROOT);
        String family = os.startsWith("windows") ? "windows" : os.startsWith("mac") ? "macos" : "linux";
        return "libduckdb_java.so_" + family + "_"
                + (arch.equals("aarch64") || arch.equals("arm64") ? "arm64" : "amd64");
    }
}
