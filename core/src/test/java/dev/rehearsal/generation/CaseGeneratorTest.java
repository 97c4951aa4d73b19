package dev.rehearsal.generation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.dataset.Script;
import dev.rehearsal.dataset.ScriptStep;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Budget;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelClients;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.ModelSettings;
import dev.rehearsal.model.Prices;
import dev.rehearsal.simulation.Cancellation;
import dev.rehearsal.testing.RecordingModel;
import dev.rehearsal.testing.ScriptedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaseGeneratorTest {
    private static final String DRAFT = """
            {"goal":"%s","persona":"You are brief.","held_back":["Say only when asked that the order is 4711."],\
            "unsaid":["the money comes back to the card"],"pace":"Come to the point at once.","achieved":%s,"facts":["It was refunded."]}""";

    private static SourceSession session(String id, SourceSession.Outcome outcome, String said, ToolCall... calls) {
        return new SourceSession(
                id, new Conversation(List.of(Turn.of(1, said, Answer.of("Done.", List.of(calls))))), outcome);
    }

    private static ToolCall refund(int order, String by) {
        return ToolCall.of("1", "refund", "{\"order\":" + order + ",\"by\":\"" + by + "\"}")
                .withResult("ok");
    }

    /** Drafts the goal that the user said. */
    private static ScriptedModel byWhatWasSaid(Function<String, String> reply) {
        return ScriptedModel.replying(
                request -> ModelReply.of(reply.apply(question(request))).withUsage(Usage.of(100, 20)));
    }

    private static String question(ModelRequest request) {
        return request.messages().getLast().text();
    }

    private static String said(String question) {
        return question.replaceAll("(?s).*\"from\":\"user\",\"text\":\"([^\"]*)\".*", "$1");
    }

    private static CaseGenerator generator(ScriptedModel model) {
        return CaseGenerator.with(new ModelClient(model, ModelLimits.DEFAULT));
    }

    @Test
    void makesACaseOfASession() {
        var model = byWhatWasSaid(question -> DRAFT.formatted("Get order 4711 refunded", "true"));

        GeneratedCases generated = generator(model)
                .keepOpening(true)
                .fromSessions(List.of(
                        session("s1", SourceSession.Outcome.GOOD, "hi, i want my money back!!", refund(4711, "card"))));

        TestCase made = generated.testCases().getFirst();
        assertThat(made.goal()).isEqualTo("Get order 4711 refunded");
        assertThat(made.persona()).isEqualTo("You are brief.");
        assertThat(made.simulationGuidelines())
                .containsExactly(
                        "Say only when asked that the order is 4711.",
                        "You expect, without saying so: the money comes back to the card",
                        "Come to the point at once.");
        assertThat(made.script())
                .isEqualTo(Script.of(ScriptStep.say("hi, i want my money back!!"), ScriptStep.proceed()));
        assertThat(made.expectations().asMap())
                .isEqualTo(Map.of(
                        "expected_tool_calls",
                        List.of(Map.of("name", "refund", "arguments", Map.of("order", 4711, "by", "card"))),
                        "expected_facts",
                        List.of("It was refunded.")));
        assertThat(made.metadata().get("generated").orElseThrow())
                .isEqualTo(Map.of(
                        "from", "sessions",
                        "model", "scripted:/",
                        "prompt", "distill_case/1",
                        "sessions", List.of("s1")));
        assertThat(generated.spend().usage().totalTokens()).isEqualTo(120);
    }

    @Test
    void makesOneCaseOfThoseThatWantTheSame() {
        var model = byWhatWasSaid(question -> DRAFT.formatted(said(question), "true"));

        GeneratedCases generated = generator(model)
                .fromSessions(List.of(
                        session("bad", SourceSession.Outcome.BAD, "Refund order 4711 to my card, please"),
                        session("s1", SourceSession.Outcome.GOOD, "Refund order 4711 to my card", refund(4711, "card")),
                        session("zh1", SourceSession.Outcome.GOOD, "请取消我的订单四七一一"),
                        session(
                                "s2",
                                SourceSession.Outcome.GOOD,
                                "Refund order 4711 to my card!",
                                refund(4711, "iban")),
                        session("zh2", SourceSession.Outcome.GOOD, "取消我的订单四七一一"),
                        session("hours", SourceSession.Outcome.UNKNOWN, "Find out when the shop opens on Sunday")));

        assertThat(generated.cases())
                .extracting(each -> each.cluster().sources())
                .containsExactly(List.of("s1", "bad", "s2"), List.of("zh1", "zh2"), List.of("hours"));
        assertThat(generated
                        .testCases()
                        .getFirst()
                        .expectations()
                        .get("expected_tool_calls")
                        .orElseThrow())
                .as("what both good ones have in common")
                .isEqualTo(List.of(Map.of("name", "refund", "arguments", Map.of("order", 4711))));
        assertThat(generated.diversity().effectiveCases()).isBetween(1.0, 3.0);
    }

    @Test
    void asksAnEmbeddingModelWhichGoalsAreTheSameWhereOneIsThere() {
        var model = byWhatWasSaid(question -> DRAFT.formatted(said(question), "true"));

        GeneratedCases generated = generator(model)
                .embedder(texts -> texts.stream()
                        .map(text -> text.contains("money") || text.contains("Refund")
                                ? new float[] {1, 0}
                                : new float[] {0, 1})
                        .toList())
                .fromSessions(List.of(
                        session("s1", SourceSession.Outcome.GOOD, "Refund order 4711"),
                        session("s2", SourceSession.Outcome.GOOD, "Have the money back"),
                        session("s3", SourceSession.Outcome.GOOD, "Find the shop")));

        assertThat(generated.cases())
                .extracting(each -> each.cluster().sources())
                .containsExactly(List.of("s1", "s2"), List.of("s3"));
    }

    @Test
    void saysWhatIsLeftOutWhereFewerAreWanted() {
        var model = byWhatWasSaid(question -> DRAFT.formatted(said(question), "true"));

        GeneratedCases generated = generator(model)
                .most(1)
                .fromSessions(List.of(
                        session("s1", SourceSession.Outcome.GOOD, "Find the shop"),
                        session("s2", SourceSession.Outcome.GOOD, "Refund order 4711"),
                        session("s3", SourceSession.Outcome.GOOD, "Refund order 4711!")));

        assertThat(generated.testCases()).extracting(TestCase::goal).containsExactly("Refund order 4711");
        assertThat(generated.leftOut())
                .extracting(GeneratedCases.Cluster::sources)
                .containsExactly(List.of("s1"));
    }

    @Test
    void expectsNothingOfWhatEndedBadly() {
        var model = byWhatWasSaid(question -> DRAFT.formatted(said(question), "false"));

        GeneratedCases generated = generator(model)
                .fromSessions(List.of(
                        session("s1", SourceSession.Outcome.UNKNOWN, "Refund order 4711", refund(4711, "card")),
                        session("s2", SourceSession.Outcome.BAD, "Find the shop", refund(4711, "card"))));

        assertThat(generated.testCases()).allMatch(each -> each.expectations().isEmpty());
    }

    @Test
    void listsWhatFailsAndGoesOn() {
        var model = byWhatWasSaid(question -> {
            if (said(question).equals("Break")) {
                throw new ModelException.Rejected("not today", null);
            }
            return DRAFT.formatted(said(question).equals("Blank") ? "" : said(question), "true");
        });

        GeneratedCases generated = generator(model)
                .fromSessions(List.of(
                        session("silent", SourceSession.Outcome.GOOD, " "),
                        session("broken", SourceSession.Outcome.GOOD, "Break"),
                        session("blank", SourceSession.Outcome.GOOD, "Blank"),
                        session("fine", SourceSession.Outcome.GOOD, "Find the shop")));

        assertThat(generated.testCases()).hasSize(1);
        assertThat(generated.failures())
                .extracting(each -> each.source() + ": " + each.why())
                .containsExactly(
                        "silent: the user says nothing in it", "broken: not today", "blank: the model gave no goal");
    }

    @Test
    void goesOnWhereItWasCutOffAndPaysNothingTwice(@TempDir Path folder) {
        Path work = folder.resolve("work.jsonl");
        List<SourceSession> sessions = List.of(
                session("s1", SourceSession.Outcome.GOOD, "Refund order 4711"),
                session("s2", SourceSession.Outcome.GOOD, "Find the shop"),
                session("s3", SourceSession.Outcome.GOOD, "Change the address to Derby"));
        var model = byWhatWasSaid(question -> DRAFT.formatted(said(question), "true"));
        var cancellation = new Cancellation();
        var told = new ArrayList<Integer>();

        GeneratedCases cutOff = CaseGenerator.with(recorded(work, model))
                .cancellation(cancellation)
                .listener((done, all, spend) -> {
                    told.add(done);
                    cancellation.request();
                })
                .fromSessions(sessions);
        GeneratedCases whole = CaseGenerator.with(recorded(work, model)).fromSessions(sessions);

        assertThat(cutOff.notAsked()).isPositive();
        assertThat(whole.testCases()).hasSize(3);
        assertThat(model.calls()).as("each session was asked about once").isEqualTo(3);
        assertThat(told).isNotEmpty();
    }

    private static ModelClient recorded(Path work, ScriptedModel model) {
        return new ModelClients(
                        ModelSettings.fromEnvironment(),
                        ModelLimits.DEFAULT.withConcurrency(1),
                        Prices.bundled(),
                        RecordingModel.all(work))
                .of(model);
    }

    @Test
    void keepsItsBudget() {
        var model = byWhatWasSaid(question -> DRAFT.formatted(said(question), "true"));

        GeneratedCases generated = generator(model)
                .budget(Budget.NONE.withTokens(3L))
                .fromSessions(List.of(session("s1", SourceSession.Outcome.GOOD, "Refund order 4711")));

        assertThat(generated.cases()).isEmpty();
        assertThat(generated.failures().getFirst().why()).contains("budget of 3 tokens does not allow");
        assertThat(model.calls()).isZero();
    }

    @Test
    void draftsOfADescriptionInBatchesThatKnowEachOther() {
        var questions = new ArrayList<String>();
        var model = byWhatWasSaid(question -> {
            questions.add(question);
            int first = questions.size() * 10;
            String cases = String.join(
                    ",",
                    List.of(first, first + 1, first + 2, first + 3, first + 4).stream()
                            .map(n -> "{\"goal\":\"Wish number " + "abcdefgh".charAt(n % 8) + n * n
                                    + " of its own kind " + Integer.toString(n * 7919, 36)
                                    + "\",\"persona\":\"You are brief.\",\"guidelines\":[\"Wait.\"],\"facts\":[]}")
                            .toList());
            return "{\"cases\":[" + cases + "]}";
        });

        GeneratedCases generated = generator(model).fromDescription("An order desk that refunds within 30 days", 7);

        assertThat(questions).hasSize(2);
        assertThat(questions.get(0)).contains("Write 5 cases", "(none)");
        assertThat(questions.get(1)).contains("Write 2 cases", "Wish number");
        assertThat(generated.cases().stream()
                        .mapToInt(each -> each.cluster().sources().size())
                        .sum())
                .isEqualTo(7);
    }

    @Test
    void asksTheAgentWhatItIsFor() throws Exception {
        var heard = new ArrayList<String>();
        var model = byWhatWasSaid(question -> {
            heard.add(question);
            return "{\"cases\":[{\"goal\":\"Get a refund\",\"persona\":\"\",\"guidelines\":[],\"facts\":[]}]}";
        });

        generator(model).fromAgent(request -> Answer.of("I refund orders. " + request.turn()), 1);

        assertThat(heard.getFirst()).contains("I refund orders. 1", "I refund orders. 2");
    }

    @Test
    void readsDocumentsPartByPart() {
        var parts = new ArrayList<String>();
        var model = byWhatWasSaid(question -> {
            synchronized (parts) {
                parts.add(question);
            }
            return "{\"cases\":[{\"goal\":\"Find out about "
                    + (question.contains("Paragraph 0 ") ? "the beginning" : "what follows later")
                    + "\",\"persona\":\"\",\"guidelines\":[],\"facts\":[\"It is so.\"]}]}";
        });
        var text = new StringBuilder();
        for (int i = 0; i < 40; i++) {
            text.append("Paragraph ")
                    .append(i)
                    .append(" ")
                    .append("says something. ".repeat(20))
                    .append("\n\n");
        }

        GeneratedCases generated =
                generator(model).fromDocuments(List.of(new SourceDocument("guide.md", text.toString())), 1);

        assertThat(parts).hasSize(2);
        assertThat(generated.cases())
                .extracting(each -> each.cluster().sources().getFirst())
                .containsExactlyInAnyOrder("guide.md 1", "guide.md, part 2 1");
        assertThat(generated.testCases().getFirst().expectations().get("expected_facts"))
                .contains(List.of("It is so."));
    }

    @Test
    void combinesGoalsWithPersonasWithoutAModel() {
        List<TestCase> cases =
                List.of(TestCase.builder().id("refund").goal("Get a refund").build(), TestCase.of("Find the shop"));

        GeneratedCases expanded =
                CaseGenerator.withoutModel().expand(cases, List.of("You are angry.", "You are old."), 0);

        assertThat(expanded.testCases())
                .hasSize(6)
                .extracting(TestCase::goal)
                .containsOnly("Get a refund", "Find the shop");
        assertThat(expanded.testCases())
                .extracting(each -> each.caseId().value())
                .contains("refund", "refund-p1", "refund-p2")
                .doesNotHaveDuplicates();
        assertThat(expanded.diversity().meanDistance()).isGreaterThan(0).isLessThan(1);
    }

    @Test
    void variesWhoWantsItAndKeepsTheGoal() {
        var model = byWhatWasSaid(question -> "{\"persona\":\"You are person " + question.split("You are").length
                + ".\",\"guidelines\":[\"Be slow.\"]}");

        GeneratedCases expanded = generator(model)
                .expand(
                        List.of(TestCase.builder()
                                .id("refund")
                                .goal("Get a refund")
                                .build()),
                        List.of(),
                        2);

        assertThat(expanded.testCases()).extracting(TestCase::goal).containsOnly("Get a refund");
        assertThat(expanded.testCases()).extracting(TestCase::persona).doesNotHaveDuplicates();
        assertThat(expanded.testCases().getLast().id()).isEqualTo("refund-v2");
    }

    @Test
    void refusesABlankDescription() {
        assertThatThrownBy(() -> generator(ScriptedModel.of()).fromDescription(" ", 3))
                .isInstanceOf(InvalidInputException.class);
    }
}
