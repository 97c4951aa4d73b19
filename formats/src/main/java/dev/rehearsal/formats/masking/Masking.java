package dev.rehearsal.formats.masking;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Digest;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.PersonalTraces;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.CaseItem;
import dev.rehearsal.dataset.CaseReader;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.evaluation.RecordedSession;
import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import dev.rehearsal.store.SessionRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces personal data by the name of its kind in brackets: {@code [email]}. Own patterns are RE2's, so that none takes more than
 * linear time, whatever the text. Values inside JSON are masked one by one, so that it stays JSON. Thread-safe.
 */
public final class Masking {
    /** Changes nothing. */
    public static final Masking NONE = new Masking(Set.of(), Map.of());

    private static final String CARD = "card";
    private static final int SHORTEST_NUMBER = 7;
    private static final java.util.regex.Pattern NAME = java.util.regex.Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,30}");

    private final Set<PersonalTraces> kinds;
    private final Map<String, Pattern> patterns;

    private Masking(Set<PersonalTraces> kinds, Map<String, Pattern> patterns) {
        this.kinds = kinds;
        this.patterns = patterns;
    }

    /** What {@code --mask} takes. */
    public static List<String> names() {
        return List.of("email", "phone", CARD, "ssn", "ip_address");
    }

    /**
     * @param kinds of {@link #names}
     * @param patterns own regular expressions in RE2's syntax, as {@code NAME=REGEX}
     * @throws InvalidInputException with every kind that is not known and every pattern that cannot be read
     */
    public static Masking of(List<String> kinds, List<String> patterns) {
        var faults = new ArrayList<Fault>();
        Set<PersonalTraces> known = EnumSet.noneOf(PersonalTraces.class);
        for (String kind : kinds) {
            PersonalTraces.named(kind.equals(CARD) ? PersonalTraces.CREDIT_CARD.code() : kind)
                    .ifPresentOrElse(
                            known::add,
                            () -> faults.add(new Fault(
                                    "mask",
                                    "there is no kind '" + kind + "' (there are: " + String.join(", ", names()) + ")"
                                            + Names.suggestion(kind, names()))));
        }
        Map<String, Pattern> own = new LinkedHashMap<>();
        for (String each : patterns) {
            int equals = each.indexOf('=');
            String name = equals < 0 ? each : each.substring(0, equals);
            if (equals < 1 || equals == each.length() - 1 || !NAME.matcher(name).matches()) {
                faults.add(new Fault(
                        "mask-pattern",
                        "expected NAME=REGEX, with a name of letters, digits, - and _; found: " + each));
                continue;
            }
            try {
                Pattern pattern = Pattern.compile(each.substring(equals + 1));
                if (pattern.matcher("").matches()) {
                    faults.add(
                            new Fault("mask-pattern", "'" + name + "' fits an empty text too; say what it must have"));
                } else if (own.put(name, pattern) != null) {
                    faults.add(new Fault("mask-pattern", "'" + name + "' stands twice; give each its own name"));
                }
            } catch (PatternSyntaxException e) {
                faults.add(
                        new Fault("mask-pattern", "'" + name + "' is no regular expression of RE2: " + e.getMessage()));
            }
        }
        if (!faults.isEmpty()) {
            throw new InvalidInputException(faults);
        }
        return known.isEmpty() && own.isEmpty() ? NONE : new Masking(known, own);
    }

    /** Whether it changes nothing. */
    public boolean isNone() {
        return kinds.isEmpty() && patterns.isEmpty();
    }

    /** A text without what is to be masked. */
    public String mask(String text) {
        if (isNone() || text.isEmpty()) {
            return text;
        }
        char first = text.stripLeading().isEmpty() ? ' ' : text.stripLeading().charAt(0);
        if (first == '{' || first == '[') {
            try {
                Attributes read = Attributes.parse("{\"v\":" + text + "}");
                Attributes masked = mask(read);
                if (masked.equals(read)) {
                    return text;
                }
                String json = masked.toJson();
                return json.substring(json.indexOf(':') + 1, json.length() - 1);
            } catch (IllegalArgumentException e) {
                // no JSON: a text like others
            }
        }
        return inText(text);
    }

    private String inText(String text) {
        List<Place> places = places(text);
        var result = new StringBuilder();
        int at = 0;
        for (int i = 0; i < places.size(); ) {
            Place longest = places.get(i);
            int start = longest.start();
            int end = longest.end();
            // what overlaps is one place, called as the longest of them, so that nothing of either is left
            for (i++; i < places.size() && places.get(i).start() < end; i++) {
                end = Math.max(end, places.get(i).end());
                longest = places.get(i).length() > longest.length() ? places.get(i) : longest;
            }
            result.append(text, at, start).append('[').append(longest.name()).append(']');
            at = end;
        }
        return result.append(text, at, text.length()).toString();
    }

    /** Where own patterns and kinds are found in a text, from its beginning on. */
    private List<Place> places(String text) {
        var places = new ArrayList<Place>();
        patterns.forEach((name, pattern) -> {
            Matcher matcher = pattern.matcher(text);
            while (matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    places.add(new Place(name, matcher.start(), matcher.end()));
                }
            }
        });
        if (!kinds.isEmpty()) {
            for (PersonalTraces.Trace trace : PersonalTraces.find(text)) {
                if (kinds.contains(trace.kind())) {
                    places.add(new Place(name(trace.kind()), trace.start(), trace.end()));
                }
            }
        }
        places.sort(Comparator.comparingInt(Place::start));
        return places;
    }

    /** Something to be masked, and what stands for it. */
    private record Place(String name, int start, int end) {
        int length() {
            return end - start;
        }
    }

    private static String name(PersonalTraces kind) {
        return kind == PersonalTraces.CREDIT_CARD ? CARD : kind.code();
    }

    /** Attributes whose texts and long numbers are masked, at every depth; names stay. */
    public Attributes mask(Attributes attributes) {
        return isNone() ? attributes : Attributes.from(masked(attributes.asMap()));
    }

    private Map<String, @Nullable Object> masked(Map<?, ?> map) {
        var copy = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), masked(value)));
        return copy;
    }

    private @Nullable Object masked(@Nullable Object value) {
        return switch (value) {
            case String text -> mask(text);
            case Number number
            when number.toString().length() >= SHORTEST_NUMBER -> {
                String text = number.toString();
                String masked = inText(text);
                yield masked.equals(text) ? number : masked;
            }
            case Map<?, ?> map -> masked(map);
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(each -> copy.add(masked(each)));
                yield copy;
            }
            case null, default -> value;
        };
    }

    /** A session's id; one that would be masked becomes another one that follows from it and does not tell it. */
    public SessionId mask(SessionId id) {
        return inText(id.value()).equals(id.value())
                ? id
                : SessionId.of("masked-" + Digest.of(id.value()).hex(8));
    }

    /** A turn: its messages, tool calls, failure and what its spans say. */
    public Turn mask(Turn turn) {
        if (isNone()) {
            return turn;
        }
        String failure = turn.failure();
        return new Turn(
                turn.number(),
                mask(turn.user()),
                new Answer(
                        turn.answer().messages().stream().map(this::mask).toList(),
                        turn.answer().usage()),
                failure == null ? null : mask(failure),
                turn.startedAt(),
                turn.latency(),
                turn.spans().stream()
                        .map(span -> new dev.rehearsal.conversation.Span(
                                span.id(),
                                span.parentId(),
                                mask(span.name()),
                                span.kind(),
                                span.startedAt(),
                                span.duration(),
                                mask(span.attributes()),
                                span.failure() == null ? null : mask(span.failure())))
                        .toList());
    }

    /** A conversation that took place elsewhere, with what is known of its test case. */
    public RecordedSession mask(RecordedSession session) {
        if (isNone()) {
            return session;
        }
        SessionId id = session.sessionId();
        return new RecordedSession(
                id == null ? null : mask(id),
                mask(session.testCase()),
                new Conversation(
                        session.conversation().turns().stream().map(this::mask).toList()),
                session.place());
    }

    /** A stored session: its turns, its test case and attributes, and what was said of it. */
    public SessionRecord mask(SessionRecord session) {
        return isNone() ? session : new MaskedRecord(this, session).get();
    }

    TestCase mask(TestCase testCase) {
        var masked = new LinkedHashMap<>(
                mask(Attributes.from(CaseReader.write(testCase))).asMap());
        if (testCase.id() != null) {
            masked.put("id", inText(testCase.id()));
        }
        return switch (CaseReader.read(masked)) {
            case CaseItem.Valid(TestCase valid) -> valid;
            case CaseItem.Invalid(var faults) -> throw new InvalidInputException(faults);
        };
    }

    Message mask(Message message) {
        return new Message(
                message.role(),
                mask(message.text()),
                message.toolCalls().stream().map(this::mask).toList());
    }

    private ToolCall mask(ToolCall call) {
        String result = call.result();
        return new ToolCall(
                call.id(),
                mask(call.name()),
                mask(call.arguments()),
                result == null ? null : mask(result),
                call.failed());
    }
}
