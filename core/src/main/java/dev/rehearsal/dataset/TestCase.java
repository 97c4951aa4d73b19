package dev.rehearsal.dataset;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a simulated user wants, who it is, and what is expected of the agent.
 *
 * @param id pairs runs and names reports; null to use the digest of the inputs
 * @param goal what the simulated user wants to achieve
 * @param persona who the simulated user is; null for {@link #DEFAULT_PERSONA}
 * @param context extra arguments for the agent; {@link #RESERVED_CONTEXT} cannot be used
 * @param expectations what scorers compare with; what is expected of single turns stands under {@code turns}, by the turn's number
 * @param simulationGuidelines how the simulated user has to behave
 * @param history what was said before the simulation begins; all its turns {@linkplain Conversation#before precede} it. The agent sees it
 * @param script how the conversation goes; without steps the simulated user goes on by itself to the goal
 * @param tags for finding and filtering
 * @param metadata anything else; kept, not interpreted
 */
public record TestCase(
        @Nullable String id,
        String goal,
        @Nullable String persona,
        Attributes context,
        Attributes expectations,
        List<String> simulationGuidelines,
        Conversation history,
        Script script,
        Map<String, String> tags,
        Attributes metadata) {
    /** Who the simulated user is where a test case does not say. */
    public static final String DEFAULT_PERSONA =
            "You are a helpful, inquisitive person who wants to get this done and asks when something is unclear.";

    /** The goal where nobody knows what the user wanted: of conversations that took place elsewhere. */
    public static final String UNKNOWN_GOAL = "(not known)";

    /** Names that the agent gets from elsewhere and that a context therefore cannot have. */
    public static final Set<String> RESERVED_CONTEXT = Set.of("input", "messages", "mlflow_session_id");

    public TestCase {
        if (goal.isBlank()) {
            throw new InvalidInputException("", "'goal' is blank; say what the simulated user wants to achieve");
        }
        if (id != null && id.isBlank()) {
            throw new InvalidInputException("", "'id' is blank; leave it out to use the digest of the inputs");
        }
        var faults = new ArrayList<Fault>();
        for (String name : context.names()) {
            if (RESERVED_CONTEXT.contains(name)) {
                faults.add(
                        new Fault("", "context key '" + name + "' is reserved for what the agent is given; rename it"));
            }
        }
        faults.addAll(TurnExpectations.faults(expectations));
        faults.addAll(script.faults(!history.isEmpty()));
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        simulationGuidelines = List.copyOf(simulationGuidelines);
        history = HistoryReader.plain(history);
        tags = Map.copyOf(tags);
    }

    /** A test case that has a goal only. */
    public static TestCase of(String goal) {
        return builder().goal(goal).build();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that has what this test case has. */
    public Builder toBuilder() {
        var builder = new Builder();
        builder.id = id;
        builder.goal = goal;
        builder.persona = persona;
        builder.context = context;
        builder.expectations = expectations;
        builder.simulationGuidelines = simulationGuidelines;
        builder.history = history;
        builder.script = script;
        builder.tags.putAll(tags);
        builder.metadata = metadata;
        return builder;
    }

    /** The case's own id, or the digest of its goal, persona, context, guidelines, history and script. */
    public CaseId caseId() {
        return id == null ? CaseDigest.of(this) : new CaseId(id);
    }

    /** What is expected in a turn: what is expected in all of them, and in its place what is {@linkplain #expectationsOf expected of it}. */
    public Attributes expectationsIn(int turn) {
        return with(expectations.without(TurnExpectations.TURNS), expectationsOf(turn));
    }

    /** What is expected in a turn, with what the script expects of the answer to what was said in it. */
    public Attributes expectationsIn(Turn turn) {
        return with(expectationsIn(turn.number()), script.expectationsIn(turn));
    }

    /** What is expected of a turn alone, by its number or by what was said in it. */
    public Attributes expectationsOf(Turn turn) {
        return with(expectationsOf(turn.number()), script.expectationsIn(turn));
    }

    private static Attributes with(Attributes values, Attributes own) {
        Attributes all = values;
        for (String name : own.names()) {
            all = all.with(name, own.get(name).orElse(null));
        }
        return all;
    }

    /** What is expected of that turn alone: what stands under {@code turns} and its number. */
    public Attributes expectationsOf(int turn) {
        return TurnExpectations.of(expectations, turn);
    }

    /** The persona, or the default one. */
    public String personaOrDefault() {
        return persona == null ? DEFAULT_PERSONA : persona;
    }

    /** Puts a test case together; only {@code goal} is required. */
    public static final class Builder {
        private @Nullable String id;
        private String goal = "";
        private @Nullable String persona;
        private Attributes context = Attributes.EMPTY;
        private Attributes expectations = Attributes.EMPTY;
        private List<String> simulationGuidelines = List.of();
        private Conversation history = Conversation.EMPTY;
        private Script script = Script.NONE;
        private final Map<String, String> tags = new TreeMap<>();
        private Attributes metadata = Attributes.EMPTY;

        private Builder() {}

        public Builder id(String id) {
            this.id = id;
            return this;
        }

        public Builder goal(String goal) {
            this.goal = goal;
            return this;
        }

        public Builder persona(String persona) {
            this.persona = persona;
            return this;
        }

        public Builder context(Attributes context) {
            this.context = context;
            return this;
        }

        public Builder context(String name, @Nullable Object value) {
            context = context.with(name, value);
            return this;
        }

        public Builder expectations(Attributes expectations) {
            this.expectations = expectations;
            return this;
        }

        public Builder expectation(String name, @Nullable Object value) {
            expectations = expectations.with(name, value);
            return this;
        }

        public Builder simulationGuidelines(String... guidelines) {
            return simulationGuidelines(Arrays.asList(guidelines));
        }

        public Builder simulationGuidelines(List<String> guidelines) {
            this.simulationGuidelines = List.copyOf(guidelines);
            return this;
        }

        /** What was said before the simulation begins. */
        public Builder history(Conversation history) {
            this.history = history;
            return this;
        }

        /** How the conversation goes. */
        public Builder script(Script script) {
            this.script = script;
            return this;
        }

        public Builder tag(String name, String value) {
            tags.put(name, value);
            return this;
        }

        public Builder metadata(Attributes metadata) {
            this.metadata = metadata;
            return this;
        }

        /** @throws InvalidInputException if the goal is missing or the context uses a reserved name */
        public TestCase build() {
            return new TestCase(
                    id, goal, persona, context, expectations, simulationGuidelines, history, script, tags, metadata);
        }
    }
}
