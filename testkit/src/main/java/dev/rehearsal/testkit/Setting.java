package dev.rehearsal.testkit;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What can be set by text: a flag of the process, or a field for {@code /admin/reset}.
 *
 * @param name as a flag; a field has {@code _} for {@code -}
 * @param value what the value stands for
 */
record Setting(String name, String value, String description, BiConsumer<ModelServerBuilder, String> setter) {

    static final List<Setting> ALL = List.of(
            new Setting("latency", "MS", "how long an answer takes", (b, v) -> b.latency(millis(v))),
            new Setting(
                    "agent-latency",
                    "MS",
                    "how long an agent's answer takes (the same)",
                    (b, v) -> b.agentLatency(millis(v))),
            new Setting("jitter", "MS", "how much earlier or later it may be", (b, v) -> b.jitter(millis(v))),
            new Setting("reject", "SHARE", "429 at once", (b, v) -> b.rejecting(Double.parseDouble(v))),
            new Setting("retry-after", "S", "what a 429 says (nothing)", (b, v) -> b.retryAfter(seconds(v))),
            new Setting("capacity", "N", "429 above N in flight", (b, v) -> b.capacity(Integer.parseInt(v))),
            new Setting("fail", "SHARE", "500 after the latency", (b, v) -> b.failing(Double.parseDouble(v))),
            new Setting("reset", "SHARE", "connection reset", (b, v) -> b.resetting(Double.parseDouble(v))),
            new Setting("hang", "SHARE", "never answered", (b, v) -> b.hanging(Double.parseDouble(v))),
            new Setting(
                    "malformed",
                    "SHARE",
                    "structured answers that are none",
                    (b, v) -> b.malformed(Double.parseDouble(v))),
            new Setting(
                    "fault-kinds",
                    "KINDS",
                    "faults only for these of user,agent,goal_check,judge",
                    (b, v) -> b.faultsOnlyFor(kinds(v))),
            new Setting("seed", "N", "decides which requests fail (1)", (b, v) -> b.seed(Long.parseLong(v))),
            new Setting(
                    "structured",
                    "HOW",
                    "the most it knows: schema (the default), json_object or none; else 400",
                    (b, v) -> b.structuredOutput(StructuredOutput.parse(v))),
            new Setting(
                    "refuse",
                    "NAMES",
                    "400 on these parameters, such as temperature",
                    (b, v) -> list(v).forEach(b::refusingParameter)),
            new Setting("key", "KEY", "401 without this API key", ModelServerBuilder::requiringKey),
            new Setting(
                    "achieved-from",
                    "TURN",
                    "goal checks say yes from this turn on (never)",
                    (b, v) -> b.achievedFromTurn(Integer.parseInt(v))),
            new Setting(
                    "goal-phrase",
                    "WORDS",
                    "prompts with these words are goal checks too",
                    ModelServerBuilder::goalPhrase),
            new Setting("record", "N", "keeps the first N bodies", (b, v) -> b.recording(Integer.parseInt(v))));

    static Setting named(String name) {
        return ALL.stream()
                .filter(setting -> setting.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no setting '" + name + "'"));
    }

    void set(ModelServerBuilder builder, String text) {
        try {
            setter.accept(builder, text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + ": '" + text + "' is no number", e);
        }
    }

    private static Duration millis(String text) {
        return Duration.ofNanos(Math.round(Double.parseDouble(text) * 1e6));
    }

    private static Duration seconds(String text) {
        return Duration.ofNanos(Math.round(Double.parseDouble(text) * 1e9));
    }

    private static RequestKind[] kinds(String text) {
        return list(text).stream().map(RequestKind::parse).toArray(RequestKind[]::new);
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(",")).map(String::strip).toList();
    }
}
