package dev.rehearsal.cli;

import dev.rehearsal.cli.report.Json;
import dev.rehearsal.cli.report.SessionView;
import dev.rehearsal.formats.report.SessionValues;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code rehearse sessions show}. */
@Command(name = "show", description = "Shows a session turn by turn: what was said, why it ended, how it was judged.")
final class SessionsShowCommand implements Callable<Integer> {
    private final Environment environment;

    @Mixin
    private StoreOption store = new StoreOption();

    @Parameters(paramLabel = "SESSION", description = "The session's id, or the beginning of it.")
    private String session = "";

    @Option(names = "--full", description = "Show tool calls whole, not folded to a line each, and all steps.")
    private boolean full;

    @Option(names = "--json", description = "Write one JSON object.")
    private boolean json;

    SessionsShowCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        try (Store open = store.existing()) {
            SessionRecord found = Found.session(open, session);
            if (json) {
                Json.object(environment.terminal(), SessionValues.of(found));
            } else {
                new SessionView(environment.terminal(), found, full).print();
            }
        }
        return 0;
    }
}
