package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.scoring.Metric;
import dev.rehearsal.statistics.Attempts;
import dev.rehearsal.statistics.Interval;
import dev.rehearsal.statistics.McNemar;
import dev.rehearsal.statistics.Rate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The figures in {@code docs/statistics.md} are what the code gives. */
class StatisticsDocTest {
    private static String text() throws IOException {
        return Files.readString(Path.of("..", "docs", "statistics.md"));
    }

    private static String of(String format, Object... figures) {
        return String.format(Locale.ROOT, format, figures);
    }

    private static String of(Interval interval) {
        return of("%.3f to %.3f", interval.low(), interval.high());
    }

    @Test
    void tellsWhatRatesCarry() throws IOException {
        assertThat(text())
                .contains("45 of 50 is " + of(new Rate(45, 50).interval()))
                .contains("10 of 10 is " + of(new Rate(10, 10).interval()))
                .contains(of(
                        "3 of 5 trials has pass^2 = %.2f and pass@2 = %.2f",
                        new Attempts(3, 5).all(2), new Attempts(3, 5).any(2)));
    }

    @Test
    void tellsWhatARunDetects() throws IOException {
        var tally = new Tally("safety");
        for (int i = 0; i < 50; i++) {
            tally.add(new Seat("case " + i, 1, SessionId.of("sim-" + i)), i < 45 ? 1 : 0, true);
        }
        Metric metric = tally.metrics(1).getFirst();

        assertThat(text()).contains(of("50 cases at %.2f detect %.3f", metric.value(), metric.detectable()));
    }

    @Test
    void tellsWhatPairsSay() throws IOException {
        var worse = new McNemar(0, 9, 30);
        assertThat(text())
                .contains(of("difference %.3f, %s, p = %.3f", worse.difference(), of(worse.interval()), worse.pValue()))
                .contains(of("Two that got worse: p = %.3f", new McNemar(0, 2, 30).pValue()));
    }
}
