package dev.rehearsal.cli;

import dev.rehearsal.cli.terminal.Amount;
import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.generation.GenerationListener;
import dev.rehearsal.model.Spend;
import java.time.Duration;

/** Shows how far a generation is. */
final class GenerationProgress implements GenerationListener {
    private static final long PAUSE = Duration.ofSeconds(10).toNanos();

    private final Terminal terminal;
    private final long begin = System.nanoTime();
    private long shown = begin - PAUSE;

    GenerationProgress(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public synchronized void on(int done, int all, Spend spend) {
        long now = System.nanoTime();
        long left = (long) ((now - begin) / (double) done * (all - done) / 1e9) + 1;
        String line = Amount.count(done) + "/" + Amount.count(all) + " done · "
                + Amount.count(spend.usage().totalTokens()) + " tokens · " + Amount.cost(spend.usd())
                + (done < all ? " · " + Amount.seconds(left) + " left" : "");
        if (terminal.isLive()) {
            terminal.status(line);
        } else if (now - shown >= PAUSE || done == all) {
            shown = now;
            terminal.note(line);
        }
    }
}
