package io.holdfast.cli;

import io.holdfast.watch.Look;
import io.holdfast.watch.Overview;
import io.holdfast.watch.Panel;
import io.holdfast.workspace.Workspace;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code holdfast status}. */
@Command(
        name = "status",
        description = "Show each job's last run and next one, what is at work, ledger and disk. Waits for nobody.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {

    private static final String HOME = "\u001b[H";
    private static final String TO_END_OF_LINE = "\u001b[K";
    private static final String TO_END_OF_SCREEN = "\u001b[J";
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final Place place = new Place();

    @Option(
            names = "--watch",
            paramLabel = "SECONDS",
            arity = "0..1",
            fallbackValue = "2",
            defaultValue = "0",
            description = "Show it anew every two seconds, or as many as are given, until Ctrl-C.")
    private int watch;

    @Override
    public Integer call() throws InterruptedException {
        Workspace workspace = place.workspace();
        boolean terminal = System.console() != null && !"dumb".equals(System.getenv("TERM"));
        Look look = new Look(unicode(), terminal && System.getenv("NO_COLOR") == null);
        PrintWriter out = spec.commandLine().getOut();
        if (watch <= 0) {
            Panel.draw(Overview.of(workspace, place.clock()), look).forEach(out::println);
            return 0;
        }
        if (terminal) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                out.println(SHOW_CURSOR);
                out.flush();
            }));
            out.print(HIDE_CURSOR + HOME + TO_END_OF_SCREEN);
        }
        while (true) {
            List<String> lines = Panel.draw(Overview.of(workspace, place.clock()), look);
            if (terminal) {
                out.print(HOME);
                lines.forEach(line -> out.print(line + TO_END_OF_LINE + "\n"));
                out.print(TO_END_OF_SCREEN);
            } else {
                lines.forEach(out::println);
                out.println();
            }
            out.flush();
            Thread.sleep(watch * 1000L);
        }
    }

    private static boolean unicode() {
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .map(System::getenv)
                .filter(value -> value != null && !value.isEmpty())
                .findFirst()
                .orElse("");
        String plain = locale.toLowerCase(Locale.ROOT).replace("-", "");
        // Windows has no such variables; its consoles tell Java their character set.
        return plain.contains("utf8")
                || String.valueOf(System.getProperty("stdout.encoding")).equals("UTF-8");
    }
}
