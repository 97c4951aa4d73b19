package dev.rehearsal.simulation;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.ModelClient;
import dev.rehearsal.model.ModelParameters;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.Prompt;
import dev.rehearsal.model.Purpose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A person played by a weak model. Told what part to play, such a model soon plays the assistant's; shown how chats of customers go and
 * left to write the next line of one, it stays a customer. A line that repeats another one, or that the agent might have written, is
 * thrown away and written again, a few times at most.
 */
final class ContinuingSimulatedUser implements SimulatedUser {
    private static final Prompt PROMPT = Prompt.load("simulated_user_continuation", 1);
    private static final List<String> STOPS = List.of("\n", "###");
    private static final List<String> EXAMPLES = PROMPT.user()
            .lines()
            .filter(line -> line.matches("(Who|Notes|Wants from the bot|Customer|Bot): .*") && !line.contains("{{"))
            .map(line -> line.substring(line.indexOf(':') + 2))
            .toList();
    private static final int MOST_TRIES = 4;
    private static final int MOST_TOKENS = 80;
    private static final int MOST_CHARACTERS = 600;
    /** Stands where the model wrote a part of a character only. */
    private static final char BROKEN = '\uFFFD';

    private static final double HALF = 0.5;
    private static final double MOST = 0.8;
    private static final double TEMPERATURE = 0.7;
    private static final double WARMER = 0.1;

    private final ModelClient model;
    private final ModelParameters parameters;

    /** @param parameters how the model samples when it speaks */
    ContinuingSimulatedUser(ModelClient model, ModelParameters parameters) {
        this.model = model;
        Double temperature = parameters.temperature();
        Integer most = parameters.maxTokens();
        this.parameters = parameters
                .withTemperature(temperature == null ? TEMPERATURE : temperature)
                .withMaxTokens(most == null ? MOST_TOKENS : most);
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public UserReply next(UserRequest request) {
        List<Message> prompt = PROMPT.messages(variables(request));
        List<String> said = said(request);
        Candidate best = null;
        for (int attempt = 0; attempt < MOST_TRIES && (best == null || best.faults() > 0); attempt++) {
            Candidate candidate = candidate(write(prompt, request, attempt), said, request);
            if (best == null || candidate.faults() < best.faults()) {
                best = candidate;
            }
        }
        return best == null ? UserReply.of("") : best.reply();
    }

    private UserReply write(List<Message> prompt, UserRequest request, int attempt) {
        Double temperature = parameters.temperature();
        ModelParameters sampling = parameters
                .withTemperature((temperature == null ? TEMPERATURE : temperature) + WARMER * attempt)
                .withSeed(seed(request, attempt));
        var asked = new ModelRequest(
                prompt,
                List.of(),
                null,
                sampling,
                Attributes.EMPTY,
                request.calls().key(Purpose.USER, "").withRepeat(attempt));
        return LastWord.read(model.continueText(asked, STOPS, request.calls()).text());
    }

    private long seed(UserRequest request, int attempt) {
        Long seed = parameters.seed();
        return (seed == null ? request.seed() : seed + request.turn()) + attempt;
    }

    /** What was written, and how much is wrong with it. */
    private record Candidate(UserReply reply, int faults) {}

    private static Candidate candidate(UserReply reply, List<String> said, UserRequest request) {
        int faults = 0;
        if (reply.text().isBlank()) {
            faults += 8;
        }
        if (OutOfRole.speaksAsAgent(reply.text())) {
            faults += 4;
        }
        if (reply.text().indexOf(BROKEN) >= 0
                || OutOfRole.greetsItself(
                        reply.text(), request.testCase().personaOrDefault() + notes(request.testCase()))) {
            faults += 2;
        }
        if (request.turn() == 1 && reply.intent() != UserReply.Intent.GO_ON) {
            faults += 2;
        }
        if (reply.intent() == UserReply.Intent.GO_ON
                && (Echo.of(reply.text(), EXAMPLES, HALF) || Echo.of(reply.text(), said, MOST))) {
            faults += 1;
        }
        return new Candidate(reply, faults);
    }

    private static Map<String, String> variables(UserRequest request) {
        TestCase testCase = request.testCase();
        return Map.of(
                "persona", line(FirstPerson.of(testCase.personaOrDefault())),
                "notes", notes(testCase),
                "goal", line(FirstPerson.of(testCase.goal())),
                "history",
                        request.conversation().turns().stream()
                                .map(ContinuingSimulatedUser::lines)
                                .collect(Collectors.joining()));
    }

    private static String notes(TestCase testCase) {
        var notes = new ArrayList<String>();
        testCase.context()
                .names()
                .forEach(name -> notes.add("My " + name.replace('_', ' ') + " is "
                        + testCase.context().text(name).orElse("unknown") + "."));
        testCase.simulationGuidelines().forEach(guideline -> notes.add(FirstPerson.of(guideline)));
        return notes.isEmpty() ? "none" : line(String.join(" ", notes));
    }

    private static List<String> said(UserRequest request) {
        return request.conversation().turns().stream()
                .flatMap(turn -> Stream.of(turn.user().text(), turn.answer().text()))
                .toList();
    }

    private static String lines(Turn turn) {
        return "Customer: " + shortLine(turn.user().text()) + "\nBot: "
                + shortLine(turn.answer().text()) + "\n";
    }

    /** Not too long to be read again each turn; all of it on one line, so that nothing passes for the next line of the chat. */
    private static String shortLine(String text) {
        String line = line(text);
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + " …";
    }

    private static String line(String text) {
        return text.replaceAll("\\s+", " ").replace('[', '(').replace(']', ')').strip();
    }
}
