package dev.rehearsal.cli;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.server.otlp.OtlpLimits;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How much agents in production may say, and when they have said all. */
final class OtlpOptions {
    private static final int MIB = 1 << 20;
    private static final int MOST_MIB = 1024;
    private static final String SIZE = "--otlp-max-mib";
    private static final String RATE = "--otlp-spans-per-second";
    private static final String QUEUE = "--otlp-queue";
    private static final String QUIET = "--otlp-quiet";

    @Option(
            names = SIZE,
            paramLabel = "N",
            description = "How large an export of spans may be, unpacked, in MiB (default: 20).")
    private @Nullable Integer size;

    @Option(
            names = RATE,
            paramLabel = "N",
            description = "How many spans are taken in a second; more are asked to come again (default: 50000).")
    private @Nullable Integer rate;

    @Option(
            names = QUEUE,
            paramLabel = "N",
            description = "How many spans may wait to be written; more are asked to come again (default: 20000).")
    private @Nullable Integer queue;

    @Option(
            names = QUIET,
            paramLabel = "TIME",
            description =
                    "After how long without a word a session from production is over, such as 45min (default: 30min).")
    private @Nullable String quiet;

    OtlpLimits limits() {
        OtlpLimits usual = OtlpLimits.DEFAULT;
        return new OtlpLimits(
                size == null ? usual.largestBody() : MIB * within(SIZE, size, MOST_MIB),
                queue == null ? usual.waitingSpans() : within(QUEUE, queue, Integer.MAX_VALUE),
                rate == null ? usual.spansPerSecond() : within(RATE, rate, Integer.MAX_VALUE),
                quiet == null ? usual.quiet() : lasting(quiet));
    }

    private static int within(String flag, int value, int most) {
        if (value < 1 || value > most) {
            throw new InvalidInputException(flag, "is between 1 and " + most + ", found " + value);
        }
        return value;
    }

    private static Duration lasting(String text) {
        Duration duration = Duration.between(Age.before(Instant.EPOCH, QUIET, text), Instant.EPOCH);
        if (duration.isZero()) {
            throw new InvalidInputException(QUIET, "is longer than nothing, found '" + text + "'");
        }
        return duration;
    }
}
