package dev.rehearsal.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.simulation.AgentLimits;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RunConfigTest {
    /** A value for every key that is not its default. */
    private static final Attributes EVERYTHING = Attributes.parse("""
            {"experiment":"nightly",
             "agent":{"target":"openai:/gpt-4o-mini","system_prompt":"You help {{user_id}}.",
                      "parameters":{"temperature":0.2,"reasoning":"low"},"headers":{"X-Team":"${TEAM}"},"mode":"chat"},
             "agent_version":"abc123",
             "user_model":"anthropic:/u",
             "judge_model":"openai:/j",
             "goal_check_model":"openai:/g",
             "user_parameters":{"temperature":0.7,"top_p":0.9,"max_tokens":500,"seed":3,"timeout":"20s","style":"plain"},
             "judge_parameters":{"temperature":0.1},
             "judge_repeats":3,
             "max_turns":5,
             "trials":3,
             "seed":-4,
             "keep_user_turns":"run-2",
             "concurrency":8,
             "requests_per_minute":100,
             "tokens_per_minute":90000,
             "call_timeout":"30s",
             "max_attempts":4,
             "max_call_duration":"90s",
             "conversations":20,
             "spare_messages":false,
             "agent_timeout":"1500ms",
             "agent_concurrency":2,
             "agent_requests_per_minute":30,
             "budget":{"tokens":1000000,"usd":2.5,"time":"600s"},
             "session_budget":{"tokens":5000,"usd":0.1,"time":"60s"},
             "scorers":["safety",{"name":"my_scorer","strict":true}],
             "gate":{"safety/mean":0.95,"my_scorer/mean":0.5},
             "baseline":{"run":"run-1","max_drop":0.05},
             "allow_failures":2,
             "allowed_providers":["openai","anthropic"],
             "prices":"prices.json",
             "record":"replies.jsonl"}""");

    /** Where a record component is not a key of the same name: the limits stand flat. */
    private static final Map<String, List<String>> FLAT = Map.of(
            "limits",
            List.of(
                    "concurrency",
                    "requests_per_minute",
                    "tokens_per_minute",
                    "call_timeout",
                    "max_attempts",
                    "max_call_duration"),
            "agent_limits",
            List.of("agent_concurrency", "agent_requests_per_minute"));

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }

    @Test
    void hasAKeyForEveryPartAndNoOther() {
        Set<String> keys = Stream.of(RunConfig.class.getRecordComponents())
                .map(RecordComponent::getName)
                .map(RunConfigTest::snakeCase)
                .flatMap(name -> FLAT.getOrDefault(name, List.of(name)).stream())
                .collect(Collectors.toSet());

        assertThat(EVERYTHING.names()).isEqualTo(keys);
        assertThat(RunConfig.KEYS).containsExactlyInAnyOrderElementsOf(keys);
        assertThat(FLAT.get("limits")).hasSameSizeAs(ModelLimits.class.getRecordComponents());
    }

    @Test
    void isWrittenAsItWasRead() {
        RunConfig config = RunConfig.from(EVERYTHING);

        assertThat(config.toAttributes()).isEqualTo(EVERYTHING);
        assertThat(RunConfig.from(config.toAttributes())).isEqualTo(config);
    }

    @Test
    void tellsEveryValueFromItsDefault() throws ReflectiveOperationException {
        RunConfig config = RunConfig.from(EVERYTHING);
        for (RecordComponent component : RunConfig.class.getRecordComponents()) {
            assertThat(component.getAccessor().invoke(config))
                    .as(component.getName())
                    .isNotEqualTo(component.getAccessor().invoke(RunConfig.DEFAULT));
        }
    }

    @Test
    void changesOneKeyAndLeavesTheOthers() {
        RunConfig all = RunConfig.from(EVERYTHING);
        for (String name : EVERYTHING.names()) {
            var only = Attributes.of(name, EVERYTHING.get(name).orElseThrow());

            assertThat(all.with(only)).as(name).isEqualTo(all);
            assertThat(RunConfig.DEFAULT.with(only).toAttributes().get(name))
                    .as(name)
                    .isEqualTo(EVERYTHING.get(name));
        }
    }

    @Test
    void comesBackFromItsDefaults() {
        assertThat(RunConfig.from(RunConfig.DEFAULT.toAttributes())).isEqualTo(RunConfig.DEFAULT);
        assertThat(RunConfig.from(Attributes.EMPTY)).isEqualTo(RunConfig.DEFAULT);
    }

    @Test
    void takesTheAgentsLimitsWhereItIsDescribed() {
        RunConfig config = RunConfig.from(Attributes.parse(
                "{\"agent\":{\"target\":\"openai:/a\",\"concurrency\":2,\"requests_per_minute\":30}}"));

        assertThat(config.agentLimits()).isEqualTo(new AgentLimits(2, 30));
        assertThat(config.agent()).isEqualTo(AgentSpec.of("openai:/a"));
        assertThatThrownBy(() -> RunConfig.from(Attributes.parse("""
                {"agent":{"target":"openai:/a","concurrency":2,"requests_per_minute":0},"agent_concurrency":3}""")))
                .hasMessageContaining("agent.concurrency: is said twice: here and as 'agent_concurrency'")
                .hasMessageContaining("agent.requests_per_minute: is at least 1, found 0");
    }

    @Test
    void refusesBudgetsOfNothingAndTimesWithoutEnd() {
        assertThatThrownBy(
                        () -> RunConfig.from(
                                Attributes.parse(
                                        "{\"budget\":{\"tokens\":-5,\"usd\":0,\"time\":\"0s\"},\"call_timeout\":\"99999999999999999d\"}")))
                .hasMessageContaining("budget.tokens: must be more than nothing, found -5")
                .hasMessageContaining("budget.usd")
                .hasMessageContaining("budget.time")
                .hasMessageContaining("call_timeout: must be a time of a sensible length");
    }

    @Test
    void listsEveryFaultWithItsPlaceAndTheNearestKey() {
        List<Fault> faults = new ArrayList<>();
        assertThatThrownBy(() -> RunConfig.from(Attributes.parse("""
                {"max_turn":3,"trials":"many","agent_timeout":"soon","concurrency":0,"budget":{"dollars":5},
                 "scorers":[{"strict":true}],"gate":{"safety":"high"},"spare_messages":"yes"}""")))
                .isInstanceOfSatisfying(InvalidInputException.class, e -> faults.addAll(e.faults()));

        assertThat(faults)
                .extracting(Fault::place)
                .anySatisfy(place -> assertThat(place).isEqualTo("max_turn"))
                .anySatisfy(place -> assertThat(place).isEqualTo("trials"))
                .anySatisfy(place -> assertThat(place).isEqualTo("agent_timeout"))
                .anySatisfy(place -> assertThat(place).isEqualTo("concurrency"))
                .anySatisfy(place -> assertThat(place).isEqualTo("budget.dollars"))
                .anySatisfy(place -> assertThat(place).startsWith("scorers"))
                .anySatisfy(place -> assertThat(place).startsWith("gate"))
                .anySatisfy(place -> assertThat(place).isEqualTo("spare_messages"));
        assertThat(faults)
                .filteredOn(fault -> fault.place().equals("max_turn"))
                .singleElement()
                .asString()
                .contains("did you mean 'max_turns'?");
    }
}
