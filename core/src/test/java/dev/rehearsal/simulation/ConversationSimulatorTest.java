package dev.rehearsal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.dataset.TestCases;
import dev.rehearsal.model.Budget;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Purpose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ConversationSimulatorTest {
    private static final TestCase CASE = TestCase.builder()
            .goal("Buy a blue kettle")
            .context("user_id", "u1")
            .build();

    private static final SimulatedUser USER = request -> UserReply.of("message " + request.turn());
    private static final GoalCheck NOT_YET = request -> new GoalVerdict(false, "not yet");

    private static SimulatorBuilder simulator() {
        return ConversationSimulator.builder()
                .testCases(CASE)
                .maxTurns(4)
                .simulatedUser(USER)
                .goalCheck(NOT_YET);
    }

    private static Answer answer(AgentRequest request) {
        return Answer.of("answer " + request.turn());
    }

    private static Simulation only(SimulatorBuilder simulator, Agent agent) {
        List<Simulation> simulations = simulator.build().simulate(agent);
        assertThat(simulations).hasSize(1);
        return simulations.getFirst();
    }

    @Test
    void stopsWhenTheGoalIsAchieved() {
        Simulation simulation = only(
                simulator()
                        .goalCheck(request ->
                                new GoalVerdict(request.conversation().size() == 2, "the kettle is there")),
                ConversationSimulatorTest::answer);

        assertThat(simulation.stopReason()).isEqualTo(new StopReason.GoalAchieved("the kettle is there"));
        assertThat(simulation.conversation().size()).isEqualTo(2);
        assertThat(simulation.sessionId().value()).startsWith("sim-");
    }

    @Test
    void stopsAtTheLastTurnWithTheLastRationale() {
        Simulation simulation = only(simulator(), ConversationSimulatorTest::answer);

        assertThat(simulation.stopReason()).isEqualTo(new StopReason.MaxTurns("not yet"));
        assertThat(simulation.conversation().size()).isEqualTo(4);
        assertThat(simulation.goalVerdicts()).hasSize(4);
    }

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
                return ConversationSimulatorTest.answer(request);
            }

            @Override
            public History history() {
                return History.LAST;
            }
        });

        assertThat(seen).containsExactly(List.of(Message.user("message 1")), List.of(Message.user("message 2")));
    }

    @Test
    void endsWhenTheUserGivesUpAndDoesNotDeliverItsLastWord() {
        Simulation simulation = only(
                simulator()
                        .simulatedUser(
                                request -> request.turn() == 2 ? UserReply.givesUp("forget it") : USER.next(request)),
                ConversationSimulatorTest::answer);

        assertThat(simulation.stopReason())
                .isEqualTo(new StopReason.UserGaveUp("the simulated user left with: forget it"));
        assertThat(simulation.conversation().size()).isEqualTo(1);
    }

    @Test
    void endsGoodbyesThatGoOnWithoutTheGoal() {
        Simulation simulation = only(
                simulator().maxTurns(10).simulatedUser(request -> UserReply.satisfied("thanks, bye " + request.turn())),
                ConversationSimulatorTest::answer);

        assertThat(simulation.stopReason()).isInstanceOf(StopReason.Stalled.class);
        assertThat(simulation.conversation().size()).isEqualTo(1);
    }

    @Test
    void endsConversationsThatGoInCircles() {
        Simulation simulation = only(
                simulator().maxTurns(10).simulatedUser(request -> UserReply.of("Hello?")),
                request -> Answer.of("Please wait."));

        assertThat(simulation.stopReason()).isInstanceOf(StopReason.Stalled.class);
        assertThat(simulation.conversation().size()).isEqualTo(3);
    }

    @Test
    void recordsWhatTheAgentThrew() {
        Simulation simulation = only(simulator(), request -> {
            if (request.turn() == 2) {
                throw new IllegalStateException("no database");
            }
            return answer(request);
        });

        assertThat(simulation.stopReason())
                .isEqualTo(new StopReason.AgentFailed("the agent threw java.lang.IllegalStateException: no database"));
        assertThat(simulation.conversation().size()).isEqualTo(2);
        assertThat(simulation.conversation().turns().getLast().failure()).contains("no database");
    }

    @Test
    @SuppressWarnings("NullAway") // this is what a careless agent does
    void callsAnAnswerWithoutTextEmpty() {
        assertThat(only(simulator(), request -> null).stopReason()).isInstanceOf(StopReason.EmptyAnswer.class);
        assertThat(only(simulator(), request -> Answer.of(" \n")).stopReason())
                .isInstanceOf(StopReason.EmptyAnswer.class);
    }

    @Test
    void refusesAnAnswerThatNobodyCanRead() {
        Simulation simulation = only(simulator(), request -> Answer.of("x".repeat(10_000_000)));

        assertThat(simulation.stopReason()).isInstanceOf(StopReason.AgentFailed.class);
        assertThat(simulation.stopReason().rationale()).hasSizeLessThan(500).contains("10000000");
    }

    @Test
    void interruptsAnAgentThatSleepsForEver() throws InterruptedException {
        var interrupted = new CountDownLatch(1);
        Simulation simulation = only(simulator().agentTimeout(Duration.ofMillis(50)), request -> {
            try {
                Thread.sleep(Duration.ofDays(1));
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return answer(request);
        });

        assertThat(simulation.stopReason()).isEqualTo(new StopReason.Timeout("the agent gave no answer within 0.05 s"));
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void goesOnWhenAGoalCheckFails() {
        List<SimulationEvent> events = new ArrayList<>();
        simulator()
                .goalCheck(request -> {
                    throw new IllegalStateException("judge is away");
                })
                .build()
                .simulate(ConversationSimulatorTest::answer, event -> {
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
    void callsASimulatedUserThatThrowsAtFault() {
        Simulation simulation = only(
                simulator().simulatedUser(request -> {
                    throw new IllegalStateException("cannot speak");
                }),
                ConversationSimulatorTest::answer);

        assertThat(simulation.stopReason()).isInstanceOf(StopReason.UserFailed.class);
        assertThat(simulation.stopReason().rationale()).contains("cannot speak");
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
        var most = new java.util.concurrent.atomic.AtomicInteger();
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
                .simulate(ConversationSimulatorTest::answer);

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
                .simulate(ConversationSimulatorTest::answer, event -> {
                    if (event instanceof SimulationEvent.ModelCalled(var key, var call)
                            && call.key().purpose() == Purpose.USER) {
                        discarded.add(call.discarded());
                    }
                });

        assertThat(discarded).first().isEqualTo(false);
        assertThat(discarded.subList(1, discarded.size())).allMatch(each -> each);
    }

    @Test
    void stopsGentlyAtTheEndOfTheTurn() {
        var cancellation = new Cancellation();
        List<Simulation> ended = new ArrayList<>();
        ConversationSimulator simulator = simulator()
                .testCases(TestCase.of("one"), TestCase.of("two"))
                .conversations(1)
                .build();
        simulator.simulate(
                request -> {
                    cancellation.request();
                    return answer(request);
                },
                simulator.testCases(),
                SessionPlan.fresh("run"),
                simulator.newLedger(),
                event -> {
                    if (event instanceof SimulationEvent.SessionEnded(var key, var simulation)) {
                        ended.add(simulation);
                    }
                },
                cancellation);

        assertThat(ended).hasSize(1);
        assertThat(ended.getFirst().stopReason()).isInstanceOf(StopReason.Cancelled.class);
        assertThat(ended.getFirst().conversation().size()).isEqualTo(1);
    }

    @Test
    void dropsTheTurnUnderWayWhenStoppedAtOnce() {
        var cancellation = new Cancellation();
        List<Simulation> ended = new ArrayList<>();
        ConversationSimulator simulator = simulator().build();
        simulator.simulate(
                request -> {
                    if (request.turn() == 2) {
                        cancellation.requestAtOnce();
                        Thread.sleep(Duration.ofDays(1));
                    }
                    return answer(request);
                },
                simulator.testCases(),
                SessionPlan.fresh("run"),
                simulator.newLedger(),
                event -> {
                    if (event instanceof SimulationEvent.SessionEnded(var key, var simulation)) {
                        ended.add(simulation);
                    }
                },
                cancellation);

        assertThat(ended.getFirst().stopReason()).isInstanceOf(StopReason.Cancelled.class);
        assertThat(ended.getFirst().conversation().size()).isEqualTo(1);
    }

    @Test
    void endsSessionsThatTakeTooLong() {
        Simulation simulation = only(
                simulator()
                        .sessionBudget(Budget.NONE.withTime(Duration.ofMillis(100)))
                        .maxTurns(100),
                request -> {
                    Thread.sleep(30);
                    return answer(request);
                });

        assertThat(simulation.stopReason()).isInstanceOf(StopReason.Timeout.class);
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
