package dev.rehearsal.generation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.generation.GeneratedCases.Cluster;
import dev.rehearsal.generation.GeneratedCases.Generated;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.model.Budget;
import dev.rehearsal.model.CallScope;
import dev.rehearsal.model.Ledger;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import dev.rehearsal.simulation.Cancellation;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes test cases with a model. What it is asked does not depend on chance, so a generation whose replies are recorded
 * ({@link dev.rehearsal.testing.RecordingModel}) is gone on with by asking for it again: nothing is paid for twice. What fails is listed and
 * the rest goes on.
 */
public final class CaseGenerator {
    private static final int BATCH = 5;
    private static final List<String> ABOUT_YOURSELF = List.of(
            "Hello! What can you help me with? Please name everything that you can do.",
            "What do you need to know of me for that, and what can you not do?");

    private final ModelClient model;
    private ModelParameters parameters = ModelParameters.DEFAULT.withTemperature(0.0);
    private @Nullable Embedder embedder;
    private boolean keepOpening;
    private int most = Integer.MAX_VALUE;
    private Budget budget = Budget.NONE;
    private int sideBySide;
    private GenerationListener listener = (done, all, spend) -> {};
    private Cancellation cancellation = new Cancellation();

    private CaseGenerator(ModelClient model) {
        this.model = model;
        this.sideBySide = model.limits().concurrency();
    }

    public static CaseGenerator with(ModelClient model) {
        return new CaseGenerator(model);
    }

    /** One that asks no model: it combines cases with personas. */
    public static CaseGenerator withoutModel() {
        return new CaseGenerator(new ModelClient(
                request -> {
                    throw new ModelException.Rejected("there is no model to ask; name one", null);
                },
                ModelLimits.DEFAULT));
    }

    /** How the model samples; at temperature 0 unless said otherwise. */
    public CaseGenerator parameters(ModelParameters parameters) {
        this.parameters = parameters;
        return this;
    }

    /** Tells by meaning which goals are the same; by their characters where there is none. */
    public CaseGenerator embedder(Embedder embedder) {
        this.embedder = embedder;
        return this;
    }

    /** Whether what the user said first is said again word for word; made up anew unless said so. */
    public CaseGenerator keepOpening(boolean keepOpening) {
        this.keepOpening = keepOpening;
        return this;
    }

    /** The most cases; of more, those that stand for the fewest sources are left out. */
    public CaseGenerator most(int cases) {
        if (cases < 1) {
            throw new InvalidInputException("cases", "is at least 1, found " + cases);
        }
        this.most = cases;
        return this;
    }

    /** What the model's calls may take together. */
    public CaseGenerator budget(Budget budget) {
        this.budget = budget;
        return this;
    }

    /** Is told how far it is. */
    public CaseGenerator listener(GenerationListener listener) {
        this.listener = listener;
        return this;
    }

    /** Stops it from outside: what has been asked is finished, no other is asked about. */
    public CaseGenerator cancellation(Cancellation cancellation) {
        this.cancellation = cancellation;
        return this;
    }

    /** Of the sessions of a listing: {@code from(store, store.sessions().search(…))}. */
    public GeneratedCases from(Store store, List<SessionRow> sessions) {
        return fromSessions(sessions.stream()
                .flatMap(row -> store.sessions().get(row.sessionId()).stream())
                .map(SourceSession::of)
                .toList());
    }

    /** Of conversations: one case for those that want the same. */
    public GeneratedCases fromSessions(List<SourceSession> sessions) {
        Questioning asking = asking();
        var items = new ArrayList<Questioning.Item<SourceSession>>();
        for (SourceSession session : sessions) {
            if (session.conversation().own().stream()
                    .allMatch(turn -> turn.user().text().isBlank())) {
                asking.fail(session.id(), "the user says nothing in it");
            } else {
                items.add(new Questioning.Item<>(session.id(), session));
            }
        }
        var questions = new Questions(model, parameters);
        List<Distilled> distilled = asking.each(
                items,
                (session, scope) -> new Distilled(session, usable(questions.distill(session.conversation(), scope))));
        return merged(asking, distilled, Questions.DISTILL, "sessions");
    }

    /** Of a description of the agent: what it is for, what it can do and what it must not do. */
    public GeneratedCases fromDescription(String description, int cases) {
        if (description.isBlank()) {
            throw new InvalidInputException("description", "is blank; say what the agent is for");
        }
        Questioning asking = asking();
        var questions = new Questions(model, parameters);
        var drafts = new ArrayList<Draft>();
        int batches = (cases + BATCH - 1) / BATCH;
        for (int batch = 1; batch <= batches && !cancellation.isRequested(); batch++) {
            int number = batch;
            int wanted = Math.min(BATCH, cases - drafts.size());
            List<String> known = drafts.stream().map(Draft::goal).toList();
            asking.each(
                            List.of(new Questioning.Item<>("batch " + batch, known)),
                            (goals, scope) -> questions.draft(description, wanted, goals, number, scope))
                    .forEach(each -> each.stream().limit(wanted).forEach(drafts::add));
        }
        return merged(asking, sourced(drafts, "description"), Questions.DRAFT, "description");
    }

    /** Of what the agent says of itself when it is asked. */
    public GeneratedCases fromAgent(Agent agent, int cases) throws Exception {
        var messages = new ArrayList<Message>();
        var description = new StringBuilder();
        SessionId id =
                SessionId.of("sim-generate-" + Integer.toHexString(agent.name().hashCode()));
        for (String question : ABOUT_YOURSELF) {
            messages.add(Message.user(question));
            var answer = agent.answer(new AgentRequest(
                    agent.history() == Agent.History.LAST ? List.of(messages.getLast()) : messages,
                    id,
                    Attributes.EMPTY,
                    messages.size() / 2 + 1,
                    CallScope.none()));
            messages.addAll(answer.messages());
            description
                    .append("Asked: ")
                    .append(question)
                    .append("\nThe agent says: ")
                    .append(answer.text())
                    .append("\n\n");
        }
        return fromDescription(description.toString(), cases);
    }

    /** Of documents that the agent should know: so many cases of each part of about three pages. */
    public GeneratedCases fromDocuments(List<SourceDocument> documents, int casesOfEachPart) {
        Questioning asking = asking();
        var questions = new Questions(model, parameters);
        var items = new ArrayList<Questioning.Item<SourceDocument.Part>>();
        documents.forEach(document ->
                document.parts().forEach(part -> items.add(new Questioning.Item<>(part.name(), part))));
        List<List<Distilled>> drafted = asking.each(
                items,
                (part, scope) -> sourced(
                        questions.fromDocument(part.text(), casesOfEachPart, part.number(), scope), part.name()));
        return merged(asking, drafted.stream().flatMap(List::stream).toList(), Questions.FROM_DOCUMENT, "documents");
    }

    /**
     * More of the same: each case with each of the personas, and with so many personas that the model makes up. The goals stay word for
     * word. The cases themselves come first.
     */
    public GeneratedCases expand(List<TestCase> cases, List<String> personas, int variations) {
        Questioning asking = asking();
        var all = new ArrayList<Generated>();
        cases.forEach(each -> all.add(generated(each, each)));
        for (TestCase each : cases) {
            for (int i = 0; i < personas.size(); i++) {
                all.add(generated(each, Expansion.withPersona(each, personas.get(i), i + 1)));
            }
        }
        if (variations > 0) {
            var questions = new Questions(model, parameters);
            List<Questioning.Item<TestCase>> items = cases.stream()
                    .map(each -> new Questioning.Item<>(each.caseId().value(), each))
                    .toList();
            asking.each(
                            items,
                            (testCase, scope) -> Expansion.variations(questions, testCase, personas, variations, scope))
                    .forEach(each -> each.forEach(varied -> all.add(generated(varied.of(), varied.testCase()))));
        }
        return new GeneratedCases(
                all.stream().limit(most).toList(), List.of(), asking.failures(), asking.notAsked(), asking.spend());
    }

    private static Generated generated(TestCase of, TestCase testCase) {
        return new Generated(
                testCase, new Cluster(testCase.goal(), List.of(of.caseId().value()), 1));
    }

    private static List<Distilled> sourced(List<Draft> drafts, String name) {
        return IntStream.range(0, drafts.size())
                .mapToObj(i -> new Distilled(
                        SourceSession.of(name + " " + (i + 1), Conversation.EMPTY), usable(drafts.get(i))))
                .toList();
    }

    private static Draft usable(Draft draft) {
        if (draft.goal().isBlank()) {
            throw new IllegalArgumentException("the model gave no goal");
        }
        return draft;
    }

    private GeneratedCases merged(Questioning asking, List<Distilled> distilled, Prompt prompt, String from) {
        var clustering = new Clustering(distilled, embedder);
        List<List<Integer>> clusters = clustering.clusters();
        Attributes origin =
                Attributes.of("from", from).with("model", model.name()).with("prompt", prompt.label());
        return new GeneratedCases(
                clusters.stream()
                        .limit(most)
                        .map(each -> clustering.testCase(each, keepOpening, origin))
                        .toList(),
                clusters.stream().skip(most).map(clustering::cluster).toList(),
                asking.failures(),
                asking.notAsked(),
                asking.spend());
    }

    private Questioning asking() {
        model.checkPriceFor(budget);
        return new Questioning(sideBySide, Ledger.ofRun(budget), cancellation, listener);
    }
}
