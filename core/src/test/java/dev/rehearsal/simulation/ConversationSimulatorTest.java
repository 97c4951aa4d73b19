package dev.rehearsal.simulation;

import static dev.rehearsal.simulation.SampleSimulation.CASE;
import static dev.rehearsal.simulation.SampleSimulation.answer;
import static dev.rehearsal.simulation.SampleSimulation.only;
import static dev.rehearsal.simulation.SampleSimulation.simulator;
import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConversationSimulatorTest {
    @Test
    void givesTheAgentTheWholeConversationSessionIdAndContext() {
        List<AgentRequest> requests = new ArrayList<>();
        Simulation simulation = only(simulator().maxTurns(2), request -> {
            requests.add(request);
            return answer(request);
        });

        assertThat(requests.getLast().messages())
                .containsExactly(Message.user("message 1"), Message.assistant("answer 1"), Message.user("message 2"));
        assertThat(requests.getLast().sessionId()).isEqualTo(simulation.sessionId());
        assertThat(requests.getLast().context()).isEqualTo(Attributes.of("user_id", "u1"));
    }

    @Test
    void givesAnAgentThatKeepsStateTheNewestMessageOnly() {
        List<List<Message>> seen = new ArrayList<>();
        only(simulator().maxTurns(2), new Agent() {
            @Override
            public Answer answer(AgentRequest request) {
                seen.add(request.messages());
                return SampleSimulation.answer(request);
            }

            @Override
            public History history() {
                return History.LAST;
            }
        });

        assertThat(seen).containsExactly(List.of(Message.user("message 1")), List.of(Message.user("message 2")));
    }

    @Test
    void goesOnWhenAGoalCheckFails() {
        List<SimulationEvent> events = new ArrayList<>();
        simulator()
                .goalCheck(request -> {
                    throw new IllegalStateException("judge is away");
                })
                .build()
                .simulate(SampleSimulation::answer, event -> {
                    synchronized (events) {
                        events.add(event);
                    }
                });

        assertThat(events)
                .filteredOn(SimulationEvent.GoalChecked.class::isInstance)
                .hasSize(4)
                .allSatisfy(event -> assertThat(((SimulationEvent.GoalChecked) event).failure())
                        .isEqualTo("judge is away"));
        assertThat(events.getLast())
                .isInstanceOfSatisfying(
                        SimulationEvent.SessionEnded.class,
                        end -> assertThat(end.simulation().stopReason().code()).isEqualTo("max_turns"));
    }

    @Test
    void reportsInTheOrderOfTheCasesWhateverEndsFirst() {
        TestCase[] cases =
                IntStream.range(0, 40).mapToObj(i -> TestCase.of("goal " + i)).toArray(TestCase[]::new);
        List<Simulation> simulations = simulator()
                .testCases(cases)
                .trials(2)
                .concurrency(8)
                .maxTurns(1)
                .build()
                .simulate(request -> {
                    Thread.sleep(request.sessionId().value().hashCode() & 3);
                    return answer(request);
                });

        assertThat(simulations).hasSize(80);
        assertThat(simulations)
                .extracting(each -> each.testCase().goal() + "/" + each.key().trial())
                .startsWith("goal 0/1", "goal 0/2", "goal 1/1")
                .endsWith("goal 39/1", "goal 39/2");
        assertThat(simulations).extracting(Simulation::sessionId).doesNotHaveDuplicates();
    }

    @Test
    void neverHasMoreConversationsUnderWayThanAllowed() {
        var underWay = ConcurrentHashMap.<String>newKeySet();
        var most = new AtomicInteger();
        simulator()
                .testCases(IntStream.range(0, 50)
                        .mapToObj(i -> TestCase.of("goal " + i))
                        .toList())
                .conversations(5)
                .maxTurns(1)
                .build()
                .simulate(request -> {
                    underWay.add(request.sessionId().value());
                    most.accumulateAndGet(underWay.size(), Math::max);
                    Thread.sleep(1);
                    underWay.remove(request.sessionId().value());
                    return answer(request);
                });

        assertThat(most.get()).isBetween(1, 5);
    }

    @Test
    void makesABadItemOfALiveStreamAFailedRow() {
        List<Simulation> simulations = simulator()
                .testCases(TestCases.live(Stream.of(Map.of("goal", "Buy a kettle"), Map.of("gaol", "typo"))))
                .maxTurns(1)
                .build()
                .simulate(SampleSimulation::answer);

        assertThat(simulations)
                .extracting(each -> each.stopReason().code())
                .containsExactly("max_turns", "user_failed");
        assertThat(simulations.getLast().stopReason().rationale())
                .contains("'goal' is missing")
                .contains("did you mean 'goal'");
    }

    @Test
    void throwsTheSpareMessageAwayAndCountsIt() {
        Model model = new Model() {
            @Override
            public ModelReply generate(ModelRequest request) {
                return ModelReply.of(
                                request.call().purpose() == Purpose.USER
                                        ? "{\"message\":\"hello\",\"status\":\"going_on\"}"
                                        : "{\"rationale\":\"done\",\"goal_achieved\":true}")
                        .withUsage(Usage.of(100, 10));
            }

            @Override
            public String name() {
                return "scripted:/test";
            }
        };
        var discarded = new ArrayList<Boolean>();
        ConversationSimulator.builder()
                .testCases(CASE)
                .userModel(model)
                .build()
                .simulate(SampleSimulation::answer, event -> {
                    if (event instanceof SimulationEvent.ModelCalled(var key, var call)
                            && call.key().purpose() == Purpose.USER) {
                        discarded.add(call.discarded());
                    }
                });

        assertThat(discarded).first().isEqualTo(false);
        assertThat(discarded.subList(1, discarded.size())).allMatch(each -> each);
    }

    @Test
    void hidesToolCallsFromTheSimulatedUserOnly() {
        var prompts = new ConcurrentHashMap<Purpose, String>();
        Model model = request -> {
            prompts.put(request.call().purpose(), request.messages().getLast().text());
            return ModelReply.of(
                    request.call().purpose() == Purpose.USER
                            ? "{\"message\":\"hello " + request.call().turn() + "\",\"status\":\"going_on\"}"
                            : "{\"rationale\":\"no\",\"goal_achieved\":false}");
        };
        ConversationSimulator.builder()
                .testCases(CASE)
                .maxTurns(2)
                .userModel(model)
                .build()
                .simulate(request -> Answer.of(
                        "done", List.of(ToolCall.of("1", "find_order", "{}").withResult("secret-result"))));

        assertThat(prompts.get(Purpose.USER)).doesNotContain("secret-result").contains("done");
        assertThat(prompts.get(Purpose.GOAL_CHECK)).contains("secret-result").contains("find_order");
    }

    @Test
    void givesTheSameIdsAndSeedsForTheSameScopeAndSeed() {
        assertThat(SessionPlan.key("run", 0, CASE, 1, 1)).isEqualTo(SessionPlan.key("run", 0, CASE, 1, 1));
        assertThat(SessionPlan.key("run", 0, CASE, 1, 1).sessionId())
                .isNotEqualTo(SessionPlan.key("run", 0, CASE, 2, 1).sessionId());
    }
}
