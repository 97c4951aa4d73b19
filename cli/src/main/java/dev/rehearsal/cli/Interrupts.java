package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.simulation.Cancellation;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Ctrl-C while something is under way: once ends it cleanly, twice at once, and a third time whatever is still open. */
final class Interrupts implements AutoCloseable {
    private final Terminal terminal;
    private final String gentleNote;
    private final Runnable gently;
    private final Runnable atOnce;
    private final AtomicInteger count = new AtomicInteger();
    private final Map<Signal, SignalHandler> before = new LinkedHashMap<>();

    private Interrupts(Terminal terminal, String gentleNote, Runnable gently, Runnable atOnce) {
        this.terminal = terminal;
        this.gentleNote = gentleNote;
        this.gently = gently;
        this.atOnce = atOnce;
    }

    static Interrupts watch(Terminal terminal, Cancellation cancellation) {
        return watch(
                terminal,
                "Stopping: the turns under way are finished. Ctrl-C again drops them.",
                cancellation::request,
                cancellation::requestAtOnce);
    }

    /** @param gentleNote what is said at the first time */
    static Interrupts watch(Terminal terminal, String gentleNote, Runnable gently, Runnable atOnce) {
        var interrupts = new Interrupts(terminal, gentleNote, gently, atOnce);
        for (String name : new String[] {"INT", "TERM"}) {
            var signal = new Signal(name);
            interrupts.before.put(signal, Signal.handle(signal, each -> interrupts.interrupted()));
        }
        return interrupts;
    }

    void interrupted() {
        switch (count.incrementAndGet()) {
            case 1 -> {
                terminal.note(gentleNote);
                gently.run();
            }
            case 2 -> {
                terminal.note("Stopping at once.");
                atOnce.run();
            }
            default -> Runtime.getRuntime().halt(ExitCode.INTERRUPTED);
        }
    }

    boolean happened() {
        return count.get() > 0;
    }

    @Override
    public void close() {
        before.forEach(Signal::handle);
    }
}
