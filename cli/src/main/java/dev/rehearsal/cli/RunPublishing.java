package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Plain;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.evaluation.RunEvent;
import dev.rehearsal.evaluation.RunListener;
import dev.rehearsal.mlflow.Backlog;
import dev.rehearsal.mlflow.MlflowPublisher;
import dev.rehearsal.mlflow.MlflowServer;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.Store;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Publishes a run to MLflow while it goes, where a server is named, and says what came of it. */
final class RunPublishing implements RunListener, AutoCloseable {
    private final Environment environment;
    private final StoreOption place;
    private final MlflowOption option;
    private final @Nullable MlflowPublisher publisher;

    private RunPublishing(
            Environment environment, StoreOption place, MlflowOption option, @Nullable MlflowPublisher publisher) {
        this.environment = environment;
        this.place = place;
        this.option = option;
        this.publisher = publisher;
    }

    /** To no place. */
    static RunPublishing none(Environment environment, StoreOption place) {
        return new RunPublishing(environment, place, new MlflowOption(), null);
    }

    /** @param server where to; nothing is published without one */
    static RunPublishing to(
            Optional<MlflowServer> server,
            Environment environment,
            StoreOption place,
            MlflowOption option,
            Store store) {
        MlflowPublisher publisher = server.map(
                        each -> new MlflowPublisher(store, each, option.experiment(environment.variables())))
                .orElse(null);
        return new RunPublishing(environment, place, option, publisher);
    }

    @Override
    public void on(RunEvent event) {
        if (publisher != null && event instanceof RunEvent.RunBegan began) {
            publisher.add(began.runId());
            publisher.start();
        }
    }

    /** Publishes in the background what is left from before, and what comes. */
    void begin() {
        if (publisher != null) {
            environment.terminal().note("Publishing to " + publisher.server() + ".");
            publisher.start();
        }
    }

    /** Publishes what is left, and says what is missing. */
    void finish() {
        if (publisher != null) {
            Backlog backlog = publisher.finish();
            if (!backlog.isEmpty()) {
                say(environment.terminal(), backlog, next(publisher.server()));
            }
        }
    }

    /** Publishes what is left, and says where it is or what is missing. */
    void finish(RunId runId) {
        if (publisher == null) {
            return;
        }
        Terminal terminal = environment.terminal();
        terminal.status("Publishing to " + publisher.server());
        Backlog backlog = publisher.finish();
        terminal.status("");
        String address = publisher.address(runId).orElse(publisher.server().name());
        if (backlog.isEmpty()) {
            terminal.line();
            terminal.line("  Published to " + address);
        } else {
            say(terminal, backlog, next(publisher.server()));
        }
    }

    private String next(MlflowServer server) {
        return environment.command() + " mlflow publish" + option.asArgument(server, environment.variables())
                + place.asArgument();
    }

    /** Says what is not published, why, and what to do. */
    static void say(Terminal terminal, Backlog backlog, String next) {
        long count = backlog.turns() > 0 ? backlog.turns() : backlog.others();
        String what = Amount.of(count, backlog.turns() > 0 ? "turn" : "assessment") + (count == 1 ? " is" : " are");
        if (backlog.why() != null) {
            terminal.note(Plain.line(backlog.why()));
        }
        if (backlog.refused() > 0) {
            terminal.note("The server does not take " + backlog.refused()
                    + " of them; they are kept, and tried again when they are published anew.");
        }
        terminal.note(what + " not published yet; '" + next + "' goes on.");
    }

    @Override
    public void close() {
        if (publisher != null) {
            publisher.close();
        }
    }
}
