package io.holdfast.report;

import io.holdfast.ledger.Sha256;
import io.holdfast.workspace.DefinitionException;
import io.holdfast.workspace.Definitions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import net.sf.jasperreports.engine.JRConstants;
import net.sf.jasperreports.engine.JRException;
import net.sf.jasperreports.engine.JRRuntimeException;
import net.sf.jasperreports.engine.JasperCompileManager;
import net.sf.jasperreports.engine.JasperReport;
import net.sf.jasperreports.engine.JasperReportsContext;
import net.sf.jasperreports.engine.SimpleJasperReportsContext;
import net.sf.jasperreports.engine.fonts.FontFamily;
import net.sf.jasperreports.engine.util.JRLoader;
import net.sf.jasperreports.repo.InputStreamResource;
import net.sf.jasperreports.repo.ReportResource;
import net.sf.jasperreports.repo.RepositoryContext;
import net.sf.jasperreports.repo.RepositoryService;
import net.sf.jasperreports.repo.Resource;
import org.jspecify.annotations.Nullable;

/**
 * Templates of a reports tree, compiled when first needed and kept in the cache under the SHA-256 of their source
 * and of the classes they are bound to; those of the jar are compiled when it is built. Templates name each other as in Jaspersoft Studio
 * ({@code "branches.jasper"}, {@code "holdfast.jrtx"}); both are found in the tree, on disk or in the jar.
 */
final class Templates implements RepositoryService {

    static final String SOURCE = ".jrxml";
    private static final String COMPILED = ".jasper";
    static final String STYLES = ".jrtx";
    private static final String SHIPPED = "/holdfast/compiled/";

    /** A file of the tree by its name; URLs, absolute names and ways out of the tree are for others to answer. */
    private static final Pattern FILE = Pattern.compile("[\\w-][\\w.-]*(/[\\w-][\\w.-]*)*");

    private static final Called CALLED = new Called(
            JRConstants.class,
            JasperReport.class,
            Words.class,
            ChurnWords.class,
            BriefWords.class,
            YearWords.class,
            ReasonsMet.class,
            ReviewWords.class,
            ServiceChain.class,
            ServiceMet.class,
            Charts.class,
            Findings.class,
            RestatedFigures.class);

    private final Definitions reports;
    private final Path cache;
    private final Theme theme;
    private final Fonts fonts;
    private final SimpleJasperReportsContext context;
    private final Map<String, JasperReport> loaded = new ConcurrentHashMap<>();
    private boolean fontsKnown;

    /** @param theme in whose colours and font they are */
    Templates(Definitions reports, Path cache, Theme theme) {
        this.reports = reports;
        this.cache = cache;
        this.theme = theme;
        this.fonts = new Fonts(reports);
        this.context = new SimpleJasperReportsContext();
        context.setExtensions(RepositoryService.class, List.<RepositoryService>of(this));
        context.setExtensions(Theme.class, List.of(theme));
        // Otherwise every query of every subreport looks through the class path for a handler of Oracle's procedures.
        context.setProperty("net.sf.jasperreports.jdbc.procedure.call.handler.factory", "");
    }

    /** The library's context in which templates find each other and the tree's fonts; for filling and for export. */
    synchronized JasperReportsContext context() {
        if (fontsKnown) {
            return context;
        }
        context.setExtensions(FontFamily.class, fonts.families(context));
        fontsKnown = true;
        return context;
    }

    /** @param name without suffix */
    JasperReport get(String name) {
        String file = name + SOURCE;
        byte[] source = theme.dress(reports.bytes(file));
        String key = key(source);
        return loaded.computeIfAbsent(key, absent -> load(file, source, cache.resolve(absent + COMPILED)));
    }

    private JasperReport load(String file, byte[] source, Path compiled) {
        try (InputStream known = known(compiled)) {
            if (known != null) {
                return (JasperReport) JRLoader.loadObject(context, known);
            }
        } catch (IOException | JRException | JRRuntimeException | ClassCastException e) {
            // A cut or foreign file in the cache: made anew below.
        }
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            JasperCompileManager.getInstance(context).compileToStream(new ByteArrayInputStream(source), bytes);
            Files.createDirectories(cache);
            Path made = Files.createTempFile(cache, "compiling", ".tmp");
            Files.write(made, bytes.toByteArray());
            Files.move(made, compiled, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return (JasperReport) JRLoader.loadObject(context, new ByteArrayInputStream(bytes.toByteArray()));
        } catch (JRException | JRRuntimeException e) {
            throw new DefinitionException(
                    TemplateProblems.of(reports.origin(file), new String(source, StandardCharsets.UTF_8), e));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep compiled templates in " + cache + "; may you write there?", e);
        }
    }

    // The jar carries its own templates compiled; what a company edits is compiled into its cache.
    private static @Nullable InputStream known(Path compiled) throws IOException {
        InputStream shipped = Templates.class.getResourceAsStream(SHIPPED + compiled.getFileName());
        return shipped == null && Files.isRegularFile(compiled) ? Files.newInputStream(compiled) : shipped;
    }

    private static String key(byte[] source) {
        MessageDigest digest = Sha256.digest();
        digest.update(source);
        digest.update(CALLED.sha256);
        return Sha256.hex(digest.digest());
    }

    /** What compiled templates are bound to: the library's own form and the methods that expressions call. */
    private static final class Called {

        // Read once: a pack asks for some sixty templates, and the program does not change while it runs.
        private final byte[] sha256;

        private Called(Class<?>... classes) {
            MessageDigest digest = Sha256.digest();
            for (Class<?> called : classes) {
                try (InputStream code = called.getResourceAsStream(called.getSimpleName() + ".class")) {
                    digest.update(code == null ? new byte[0] : code.readAllBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException("the program cannot read its own " + called.getName(), e);
                }
            }
            this.sha256 = digest.digest();
        }
    }

    @Override
    public <K extends Resource> @Nullable K getResource(RepositoryContext asking, String uri, Class<K> type) {
        if (type == ReportResource.class
                && FILE.matcher(uri).matches()
                && uri.endsWith(COMPILED)
                && reports.exists(stem(uri) + SOURCE)) {
            ReportResource found = new ReportResource();
            found.setReport(get(stem(uri)));
            return type.cast(found);
        }
        byte[] bytes = type == InputStreamResource.class && FILE.matcher(uri).matches() ? bytes(uri) : null;
        if (bytes != null) {
            InputStreamResource found = new InputStreamResource();
            found.setInputStream(new ByteArrayInputStream(bytes));
            return type.cast(found);
        }
        return null;
    }

    private byte @Nullable [] bytes(String uri) {
        if (!reports.exists(uri)) {
            return fonts.bytes(uri);
        }
        byte[] bytes = reports.bytes(uri);
        return uri.endsWith(STYLES) ? theme.dress(bytes) : bytes;
    }

    private static String stem(String uri) {
        return uri.substring(0, uri.length() - COMPILED.length());
    }

    @Override
    public <K extends Resource> @Nullable K getResource(String uri, Class<K> type) {
        return null;
    }

    @Override
    public @Nullable Resource getResource(String uri) {
        return null;
    }

    @Override
    public void saveResource(String uri, Resource resource) {
        throw new UnsupportedOperationException("templates are read, never written: " + uri);
    }
}
