package io.holdfast;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The map of the house. A package may use those above it and no other; whoever reads from the top down meets nothing
 * that was not explained before.
 */
class ArchitectureTest {

    /** A package, and what it is there for. */
    private record Room(String name, String does) {}

    private static final List<Room> HOUSE = List.of(
            new Room("period", "time as a business counts it"),
            new Room("workspace", "what a company owns: its definitions, read with file and line"),
            new Room("ledger", "what was recorded, entry by entry, each with the hash of the one before"),
            new Room("lake", "every load as an immutable file, each entity as known at a ledger position, the engine"),
            new Room("source", "where rows come from and what is right about them"),
            new Room("query", "what a database answers: its rows, read without a trace, as a file like any other"),
            new Room("extract", "from a source to a load: rows taken in, rows rejected and why"),
            new Room("kpi", "what the rows say: figures with their intervals, signals and parts"),
            new Room("restate", "what the figures of a closed period would be today, and by what each moved"),
            new Room("churn", "who is about to stop ordering: models that are earned on a hold-out"),
            new Room("review", "what there is to say about each account, branch, account manager"),
            new Room("mart", "the results of a run, as tables"),
            new Room("report", "from the tables to a PDF"),
            new Room("archive", "what was published, under its hash"),
            new Room("deliver", "how what was published reaches people and programs, and what is known of it"),
            new Room("job", "the jobs: in what order all of this happens, and what happens when it fails"),
            new Room("schedule", "when jobs run, and what becomes of what was missed"),
            new Room("watch", "what goes on, for people on a terminal and for the machines that watch over it"),
            new Room("demo", "a company that never was, for trying things out"),
            new Room("cli", "the commands: the only way in"));

    /** A library, the rooms that may know it, and why no other should. */
    private record Library(String name, List<String> packages, Set<String> rooms, String because) {}

    private static final List<Library> LIBRARIES = List.of(
            new Library(
                    "Spring Batch",
                    List.of("org.springframework.batch.."),
                    Set.of("job"),
                    "what a step does can be read, tested and reused without knowing how jobs are run"),
            new Library(
                    "JasperReports, PDFBox, OpenPDF, JFreeChart",
                    List.of(
                            "net.sf.jasperreports..",
                            "org.apache.pdfbox..",
                            "org.apache.xmpbox..",
                            "com.lowagie..",
                            "org.openpdf..",
                            "org.jfree.."),
                    Set.of("report"),
                    "a figure is a figure before it is a page, and the renderer can be replaced"),
            new Library(
                    "fastexcel",
                    List.of("org.dhatim.fastexcel.."),
                    Set.of("report"),
                    "a workbook is one more form of what is known; whoever makes rows does not care"),
            new Library(
                    "DuckDB",
                    List.of("org.duckdb.."),
                    Set.of("lake"),
                    "the engine is outgrown one day, and then one room changes; others get a plain JDBC connection"),
            new Library(
                    "picocli", List.of("picocli.."), Set.of("cli"), "commands are one way to start what a job does"),
            new Library(
                    "Spring JDBC",
                    List.of("org.springframework.jdbc.."),
                    Set.of("ledger", "mart", "deliver", "job"),
                    "the small tables of ledger, mart and outbox are written here, in the transactions of a job; bulk rows"
                            + " never"),
            new Library(
                    "Flyway, HikariCP",
                    List.of("org.flywaydb..", "com.zaxxer.."),
                    Set.of("job"),
                    "the one database of a workspace is opened, locked and brought to this version in one place"),
            new Library(
                    "PostgreSQL's and HSQLDB's own classes",
                    List.of("org.postgresql..", "org.hsqldb..", "org.mariadb..", "com.mysql.."),
                    Set.of("job", "query"),
                    "a database is spoken to by JDBC; what one does otherwise than the others is said where it is opened"),
            new Library(
                    "Jollyday, Spring's cron expressions",
                    List.of("de.focus_shift..", "org.springframework.scheduling.."),
                    Set.of("schedule"),
                    "when a job is due is decided where jobs are scheduled; what a job does does not know it"),
            new Library(
                    "Lucene",
                    List.of("org.apache.lucene.."),
                    Set.of("kpi"),
                    "what a word is, is decided where words are counted; others read them from the mart"),
            new Library(
                    "SnakeYAML",
                    List.of("org.yaml.."),
                    Set.of("workspace"),
                    "whoever reads a file through YamlMap complains with file and line, and creates no Java object"),
            new Library(
                    "Bouncy Castle",
                    List.of("org.bouncycastle.."),
                    Set.of("archive"),
                    "signatures and time-stamps are proofs of what is kept; whoever makes it does not care"),
            new Library(
                    "Micrometer's meters, Prometheus, the JDK's HTTP server",
                    List.of(
                            "io.micrometer.core..",
                            "io.micrometer.prometheusmetrics..",
                            "io.prometheus..",
                            "com.sun.net.httpserver.."),
                    Set.of("watch"),
                    "whoever works tells what it did once; in what form it is watched changes with the times"),
            new Library(
                    "Micrometer's observations and tracing, OpenTelemetry",
                    List.of("io.micrometer.observation..", "io.micrometer.tracing..", "io.opentelemetry.."),
                    Set.of("job"),
                    "spans are of jobs and steps, as Spring Batch observes them"),
            new Library(
                    "Hipparchus",
                    List.of("org.hipparchus.."),
                    Set.of("churn"),
                    "figures are exact; where estimates begin, special functions are needed, and only there"),
            new Library(
                    "Jackson",
                    List.of("com.fasterxml.jackson..", "tools.jackson.."),
                    Set.of("ledger", "extract", "kpi", "deliver"),
                    "JSON is how the ledger writes its facts, a staged load those it will enter, the engine the tree of"
                            + " a query that is checked, and what a web hook is told; nothing else needs it"),
            new Library(
                    "Jakarta Mail, Angus",
                    List.of("jakarta.mail..", "jakarta.activation..", "org.eclipse.angus.."),
                    Set.of("deliver"),
                    "how far a message came before a connection broke is judged where it is sent"));

    private static JavaClasses program;

    @BeforeAll
    static void read() throws URISyntaxException {
        program = new ClassFileImporter()
                .importPath(Path.of(Main.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI()));
    }

    @Test
    void every_package_is_a_room_of_the_house() {
        assertThat(program.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.equals("io.holdfast"))
                        .distinct())
                .as("packages are flat, by feature; a new one has its place in the order and a reason")
                .containsExactlyInAnyOrderElementsOf(
                        HOUSE.stream().map(room -> "io.holdfast." + room.name()).toList());
    }

    static Stream<Room> rooms() {
        return HOUSE.stream();
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void a_package_uses_only_those_above_it(Room room) {
        List<String> below = HOUSE.subList(HOUSE.indexOf(room) + 1, HOUSE.size()).stream()
                .map(other -> "io.holdfast." + other.name())
                .toList();
        check(noClasses()
                .that()
                .resideInAPackage("io.holdfast." + room.name())
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        Stream.concat(below.stream(), Stream.of("io.holdfast")).toArray(String[]::new))
                .because("'" + room.does() + "' has to be understood before " + below));
    }

    @Test
    void no_packages_use_each_other_in_a_circle() {
        check(slices().matching("io.holdfast.(*)..")
                .should()
                .beFreeOfCycles()
                .because("packages in a circle are one package that nobody can take in at once"));
    }

    static Stream<Library> libraries() {
        return LIBRARIES.stream();
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void a_library_lives_in_its_rooms(Library library) {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(library.rooms().stream()
                        .map(room -> "io.holdfast." + room)
                        .toArray(String[]::new))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(library.packages().toArray(String[]::new))
                .because(library.because()));
    }

    @Test
    void time_is_an_input() {
        check(noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.holdfast.cli.Place")
                .should(callMethodWhere(call(
                        "the wall clock",
                        target -> ofTime(target, "now")
                                || ofTime(target, "systemUTC")
                                || ofTime(target, "systemDefaultZone")
                                || is(target, Clock.class, "system")
                                || is(target, System.class, "currentTimeMillis")
                                || is(target, System.class, "nanoTime"))))
                .orShould()
                .callConstructor(java.util.Date.class)
                .because("a run is a function of its inputs; the one clock comes in through cli.Place"));
    }

    @Test
    void nothing_depends_on_the_machine_s_language_or_zone() {
        check(noClasses()
                .that()
                // Fills texts into a template; nothing in it is a number.
                .doNotHaveFullyQualifiedName("io.holdfast.report.Xmp")
                .should(callMethodWhere(call(
                        "a default locale, zone or character set",
                        target -> is(target, Locale.class, "getDefault")
                                || is(target, java.time.ZoneId.class, "systemDefault")
                                || is(target, java.util.TimeZone.class, "getDefault")
                                || is(target, java.nio.charset.Charset.class, "defaultCharset")
                                || is(target, String.class, "formatted")
                                || (is(target, String.class, "format") && !takesLocale(target))
                                || (is(target, String.class, "toLowerCase") && !takesLocale(target))
                                || (is(target, String.class, "toUpperCase") && !takesLocale(target)))))
                .because("the same run gives the same bytes in Berlin and in Shanghai; even %d prints other digits in"
                        + " some locales"));
    }

    @Test
    void no_date_passes_through_the_machine_s_zone() {
        check(noClasses()
                .should(callMethodWhere(call(
                        "java.sql.Timestamp or Date from a local time",
                        target -> is(target, java.sql.Timestamp.class, "valueOf")
                                || is(target, java.sql.Date.class, "valueOf"))))
                .because("an hour that the machine's zone skips would become another; JDBC takes LocalDate and"
                        + " LocalDateTime as they are"));
    }

    @Test
    void nothing_is_left_to_chance() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Random.class, ThreadLocalRandom.class, SecureRandom.class)
                .orShould(callMethodWhere(call(
                        "a random number",
                        target -> is(target, UUID.class, "randomUUID") || is(target, Math.class, "random"))))
                .because("a rerun must give the same bytes; ids are made of what they name"));
    }

    @Test
    void null_is_a_value_only_where_it_says_so() {
        JavaPackage house = program.getPackage("io.holdfast");
        assertThat(Stream.concat(Stream.of(house), house.getSubpackagesInTree().stream()))
                .as("every package has a package-info that says what it is for, with @NullMarked")
                .hasSize(HOUSE.size() + 1)
                .allMatch(room -> room.isAnnotatedWith(NullMarked.class));
    }

    @Test
    void only_a_room_s_face_is_public_in_the_rooms_with_frameworks() {
        check(classes()
                .that()
                .resideInAPackage("io.holdfast.job")
                .and()
                .areAssignableTo("io.holdfast.job.Work")
                .should()
                .notBePublic()
                .because("a step is a part of a job; whoever needs what it does asks the room that does it"));
    }

    private static void check(ArchRule rule) {
        rule.check(program);
    }

    private static com.tngtech.archunit.base.DescribedPredicate<JavaCall<?>> call(
            String what, Predicate<JavaCall<?>> predicate) {
        return describe(what, Objects.requireNonNull(predicate));
    }

    private static boolean is(JavaAccess<?> call, Class<?> owner, String method) {
        return call.getTargetOwner().isEquivalentTo(owner) && call.getName().equals(method);
    }

    private static boolean ofTime(JavaAccess<?> call, String method) {
        return call.getTargetOwner().getPackageName().startsWith("java.time")
                && call.getName().equals(method);
    }

    private static boolean takesLocale(JavaCall<?> call) {
        return call.getTarget().getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Locale.class));
    }
}
