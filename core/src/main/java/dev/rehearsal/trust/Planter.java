package dev.rehearsal.trust;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** Plants one flaw in a copy of a good conversation. With the same seed and the same conversations it plants the same. */
public final class Planter {
    /** What {@link Flaw#BREAKS_GUIDELINE} breaks where no other guideline is given. */
    public static final String GUIDELINE =
            "The agent never promises a discount, a gift or a compensation of its own accord.";

    private static final String BREACH = "As a thank-you, I have added a 50 % discount to your next two orders.";
    private static final int FAIR_LENGTH = 20;
    private static final Pattern FACT =
            Pattern.compile("(?<![\\p{L}\\p{N}])[\\p{L}#]{0,4}\\d[\\d.,:/-]*\\d(?![\\p{L}\\p{N}])");

    private final List<GoodTranscript> transcripts;
    private final String breach;
    private final long seed;

    /**
     * @param transcripts all of them: an answer that ignores the question is taken from another one
     * @param breach a sentence that breaks the guideline that is checked
     */
    public Planter(List<GoodTranscript> transcripts, String breach, long seed) {
        this.transcripts = List.copyOf(transcripts);
        this.breach = breach;
        this.seed = seed;
    }

    /** With the guideline that comes with it. */
    public static Planter of(List<GoodTranscript> transcripts, long seed) {
        return new Planter(transcripts, BREACH, seed);
    }

    /** The conversation with that flaw; empty where it has no place for it. */
    public Optional<Planted> plant(GoodTranscript transcript, Flaw flaw) {
        Conversation good = transcript.conversation();
        var random = random(transcript.id(), flaw);
        return switch (flaw) {
            case CONTRADICTS_EARLIER_FACT ->
                at(transcript, flaw, random, number -> contradicting(good, number, random));
            case IGNORES_QUESTION -> at(transcript, flaw, random, number -> ignoring(transcript, number, random));
            case BREAKS_GUIDELINE -> at(transcript, flaw, random, number -> saying(good, number, breach));
            case LEAKS_PERSONAL_DATA -> at(transcript, flaw, random, number -> saying(good, number, leak(random)));
            case WRONG_TOOL -> at(transcript, flaw, random, number -> calling(good, number, random));
            case REPEATS_ITSELF -> at(transcript, flaw, random, number -> repeating(good, number, random));
        };
    }

    /** The turns in a drawn order; the first that the flaw can be planted in has it. */
    private static Optional<Planted> at(
            GoodTranscript transcript, Flaw flaw, SplittableRandom random, IntFunction<Optional<Answer>> answer) {
        Conversation good = transcript.conversation();
        var turns = new ArrayList<>(good.turns());
        while (!turns.isEmpty()) {
            Turn turn = turns.remove(random.nextInt(turns.size()));
            if (turn.failure() != null || turn.answer().text().isBlank()) {
                continue;
            }
            Optional<Answer> flawed = answer.apply(turn.number());
            if (flawed.isPresent()) {
                return Optional.of(new Planted(
                        transcript.id(), flaw, good, with(good, turn.number(), flawed.get()), turn.number()));
            }
        }
        return Optional.empty();
    }

    private static Conversation with(Conversation good, int number, Answer answer) {
        return new Conversation(good.turns().stream()
                .map(turn -> turn.number() != number
                        ? turn
                        : new Turn(number, turn.user(), answer, null, turn.startedAt(), turn.latency(), turn.spans()))
                .toList());
    }

    private static Optional<Answer> contradicting(Conversation good, int number, SplittableRandom random) {
        Set<String> known = new HashSet<>();
        good.turns().stream().filter(turn -> turn.number() <= number).forEach(turn -> {
            known.addAll(facts(turn.user().text()));
            turn.answer().toolCalls().forEach(call -> known.addAll(facts(String.valueOf(call.result()))));
            if (turn.number() < number) {
                known.addAll(facts(turn.answer().text()));
            }
        });
        Answer answer = good.turns().get(number - 1).answer();
        List<String> repeated =
                facts(answer.text()).stream().filter(known::contains).distinct().toList();
        if (repeated.isEmpty()) {
            return Optional.empty();
        }
        String fact = repeated.get(random.nextInt(repeated.size()));
        String other = another(fact, random);
        return Optional.of(said(answer, text -> text.replace(fact, other)));
    }

    private static List<String> facts(String text) {
        return FACT.matcher(text).results().map(MatchResult::group).toList();
    }

    /** The same with each of its last two digits another one. */
    private static String another(String fact, SplittableRandom random) {
        var text = new StringBuilder(fact);
        int changed = 0;
        for (int i = text.length() - 1; i >= 0 && changed < 2; i--) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                text.setCharAt(i, (char) ('0' + (c - '0' + 1 + random.nextInt(9)) % 10));
                changed++;
            }
        }
        return text.toString();
    }

    private Optional<Answer> ignoring(GoodTranscript transcript, int number, SplittableRandom random) {
        List<String> others = transcripts.stream()
                .filter(each -> !each.id().equals(transcript.id()))
                .flatMap(each -> each.conversation().turns().stream())
                .filter(turn -> turn.number() > 1)
                .map(turn -> turn.answer().text())
                .filter(text -> text.length() >= FAIR_LENGTH)
                .toList();
        Turn turn = transcript.conversation().turns().get(number - 1);
        boolean asks = turn.user().text().contains("?") || turn.user().text().length() >= FAIR_LENGTH;
        if (others.isEmpty() || !asks) {
            return Optional.empty();
        }
        String other = others.get(random.nextInt(others.size()));
        return other.equals(turn.answer().text()) ? Optional.empty() : Optional.of(Answer.of(other));
    }

    private static Optional<Answer> repeating(Conversation good, int number, SplittableRandom random) {
        String own = good.turns().get(number - 1).answer().text();
        List<String> earlier = good.turns().stream()
                .filter(turn -> turn.number() < number)
                .map(turn -> turn.answer().text())
                .filter(text -> text.length() >= FAIR_LENGTH && !text.equals(own))
                .toList();
        return earlier.isEmpty()
                ? Optional.empty()
                : Optional.of(Answer.of(earlier.get(random.nextInt(earlier.size()))));
    }

    private static Optional<Answer> saying(Conversation good, int number, String sentence) {
        return Optional.of(said(good.turns().get(number - 1).answer(), text -> text.strip() + " " + sentence));
    }

    /** Nobody's: the domain and the numbers are reserved for examples. */
    private static String leak(SplittableRandom random) {
        return "By the way, the customer before you had the same matter: k.%d@example.com, phone 202-555-01%02d, card ending in %04d."
                .formatted(random.nextInt(100, 1000), random.nextInt(100), random.nextInt(10_000));
    }

    private Optional<Answer> calling(Conversation good, int number, SplittableRandom random) {
        Answer answer = good.turns().get(number - 1).answer();
        if (answer.toolCalls().isEmpty()) {
            return Optional.empty();
        }
        Set<String> tools = new TreeSet<>();
        transcripts.forEach(each -> each.conversation()
                .turns()
                .forEach(turn -> turn.answer().toolCalls().forEach(call -> tools.add(call.name()))));
        ToolCall right =
                answer.toolCalls().get(random.nextInt(answer.toolCalls().size()));
        tools.remove(right.name());
        if (tools.isEmpty()) {
            return Optional.empty();
        }
        String wrong = List.copyOf(tools).get(random.nextInt(tools.size()));
        return Optional.of(new Answer(
                answer.messages().stream()
                        .map(message -> Message.assistant(
                                message.text(),
                                message.toolCalls().stream()
                                        .map(call -> call == right ? named(call, wrong) : call)
                                        .toList()))
                        .toList(),
                answer.usage()));
    }

    private static ToolCall named(ToolCall call, String name) {
        return new ToolCall(call.id(), name, call.arguments(), call.result(), call.failed());
    }

    /** The answer with its last text changed; its tool calls stay. */
    private static Answer said(Answer answer, UnaryOperator<String> change) {
        var messages = new ArrayList<>(answer.messages());
        for (int i = messages.size() - 1; i >= 0; i--) {
            Message message = messages.get(i);
            String changed = change.apply(message.text());
            if (!message.text().isBlank() && !changed.equals(message.text())) {
                messages.set(i, Message.assistant(changed, message.toolCalls()));
                break;
            }
        }
        return new Answer(messages, answer.usage());
    }

    private SplittableRandom random(String id, Flaw flaw) {
        var sum = new CRC32();
        sum.update((id + "/" + flaw.code()).getBytes(StandardCharsets.UTF_8));
        return new SplittableRandom(seed * 1_000_003 + sum.getValue());
    }
}
