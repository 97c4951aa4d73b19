package dev.rehearsal.dataset;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.input.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a record of a dataset comes from.
 *
 * @param details what else is known of it; of a session, {@code session_id} and maybe {@code trace_id}
 */
public record RecordSource(Kind kind, Attributes details) {
    private static final String SESSION = "session_id";

    /** A kind of source, named as in files and in MLflow. */
    public enum Kind {
        /** A person wrote it, or said what is expected. */
        HUMAN,
        /** A program made it. */
        CODE,
        /** It was a session. */
        TRACE,
        /** It stands in a document. */
        DOCUMENT;

        /** @throws InvalidInputException if there is none of that name */
        public static Kind parse(String name) {
            String upper = name.toUpperCase(Locale.ROOT);
            List<String> known = Arrays.stream(values()).map(Kind::name).toList();
            if (!known.contains(upper)) {
                throw new InvalidInputException(
                        "source", "'" + name + "' is no kind of source; there are " + String.join(", ", known));
            }
            return valueOf(upper);
        }
    }

    /** A person. */
    public static final RecordSource HUMAN = new RecordSource(Kind.HUMAN, Attributes.EMPTY);

    /** A program. */
    public static final RecordSource CODE = new RecordSource(Kind.CODE, Attributes.EMPTY);

    /** A session. */
    public static RecordSource session(SessionId sessionId) {
        return new RecordSource(Kind.TRACE, Attributes.of(SESSION, sessionId.value()));
    }

    /** What is taken for the source where nobody says: a person if something is expected, else a program. */
    public static RecordSource of(TestCase testCase) {
        return testCase.expectations().isEmpty() ? CODE : HUMAN;
    }

    /** The session that it was, if it was one. */
    public Optional<SessionId> sessionId() {
        return details.text(SESSION).filter(id -> !id.isBlank()).map(SessionId::of);
    }
}
