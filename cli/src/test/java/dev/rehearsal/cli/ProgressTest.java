package dev.rehearsal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.cli.terminal.Terminal;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.RunEvent;
import dev.rehearsal.model.CallKey;
import dev.rehearsal.model.ModelCall;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Prices;
import dev.rehearsal.model.Purpose;
import dev.rehearsal.simulation.SimulationEvent;
import dev.rehearsal.simulation.SimulationKey;
import dev.rehearsal.store.RunId;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final SimulationKey KEY =
            new SimulationKey(SessionId.of("sim-1"), 0, TestCase.of("Return the toaster"), 1, 1);

    private final Progress progress = new Progress(
            Terminal.to(new StringWriter(), new StringWriter(), 80, Map.of()),
            new ModelClients(new ModelSettings(Map.of(), null, List.of(), 0), ModelLimits.DEFAULT, Prices.bundled()),
            null);

    @Test
    void saysWhatIsDoneSpentAndLeft() {
        progress.on(new RunEvent.RunBegan(new RunId("r"), OptionalLong.of(4), 1));
        assertThat(progress.line()).isEqualTo("1/4 done · 0 failed");

        call(new BigDecimal("0.25"));
        progress.on(new RunEvent.SessionDone(KEY.sessionId()));

        assertThat(progress.line())
                .startsWith("2/4 done · 0 failed · 0 calls in flight · 1,200 tokens $0.2500 · ")
                .endsWith(" left");
        assertThat(progress.runId()).isEqualTo(new RunId("r"));
    }

    @Test
    void claimsNoSumWhereAPriceIsNotKnown() {
        progress.on(new RunEvent.RunBegan(new RunId("r"), OptionalLong.empty(), 0));
        call(null);

        assertThat(progress.line()).isEqualTo("0 done · 0 failed · 0 calls in flight · 1,200 tokens");
    }

    private void call(@Nullable BigDecimal usd) {
        var call = new ModelCall(
                CallKey.of(Purpose.USER), "openai:/x", Usage.of(1000, 200), usd, Duration.ZERO, 1, false, null);
        progress.on(new RunEvent.Simulated(new SimulationEvent.ModelCalled(KEY, call)));
    }
}
