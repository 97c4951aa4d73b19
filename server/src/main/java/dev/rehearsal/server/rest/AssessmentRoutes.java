package dev.rehearsal.server.rest;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.formats.report.AssessmentValues;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.scoring.Statement;
import dev.rehearsal.scoring.Withdrawal;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.server.web.Json;
import dev.rehearsal.server.web.ProblemException;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What persons say of sessions and turns: given, edited and withdrawn, with its history. */
final class AssessmentRoutes implements Area {
    private static final String PATH = "/api/v1/sessions/{session_id}/assessments";
    private static final int LONGEST_NAME = 250;

    private final Store store;
    private final Clock clock;

    AssessmentRoutes(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get(PATH, context -> {
            Asked.of(context);
            Json.send(context, Listing.of("assessments", AssessmentValues.of(session(context))));
        });
        routes.post(PATH, this::give);
        routes.patch(PATH + "/<assessment_id>", this::edit);
        routes.delete(PATH + "/<assessment_id>", this::withdraw);
    }

    private SessionRecord session(Context context) {
        return Kept.session(store, context.pathParam("session_id"));
    }

    private void give(Context context) {
        SessionRecord session = session(context);
        Attributes body = checked(Json.received(context), "kind", "turn", "name", "value", "rationale", "person");
        SessionId id = session.row().sessionId();
        String name = required(body, "name");
        int turn = turn(body, session);
        Source person = person(body.text("person").orElse(null));
        String rationale = body.text("rationale").orElse("");
        Object value = value(body);
        Instant now = clock.instant();
        Statement given = switch (body.text("kind").orElse("feedback")) {
            case "feedback" ->
                Assessment.of(id, turn, Feedback.ofPerson(name, feedback(value), rationale, person.id()), now);
            case "expectation" ->
                Expectation.of(id, turn, name, value, person, now).withRationale(rationale);
            default ->
                throw new InvalidInputException(
                        "kind",
                        "is feedback or expectation, found '"
                                + body.text("kind").orElse("") + "'");
        };
        store.write(change(given));
        context.status(201);
        send(context, id, given.id());
    }

    private void edit(Context context) {
        SessionRecord session = session(context);
        Attributes body = checked(Json.received(context), "value", "rationale", "person");
        Statement before = current(session, context.pathParam("assessment_id"));
        Source person = person(body.text("person").orElse(null));
        Instant now = clock.instant();
        Statement edited = switch (before) {
            case Assessment said -> {
                FeedbackValue old = said.feedback().value();
                FeedbackValue value =
                        body.get("value").map(AssessmentRoutes::feedback).orElse(old);
                if (value == null) {
                    throw new InvalidInputException("value", "is missing");
                }
                String rationale = body.text("rationale").orElse(said.feedback().rationale());
                yield said.edited(Feedback.ofPerson(said.name(), value, rationale, person.id()), now);
            }
            case Expectation said ->
                said.edited(
                        body.get("value").orElse(said.value()),
                        body.text("rationale").orElse(said.rationale()),
                        person,
                        now);
        };
        store.write(change(edited));
        send(context, session.row().sessionId(), edited.id());
    }

    private void withdraw(Context context) {
        Asked asked = Asked.of(context, "person", "rationale");
        SessionRecord session = session(context);
        Statement statement = current(session, context.pathParam("assessment_id"));
        String rationale = asked.text("rationale");
        store.write(new Change.Withdrawn(new Withdrawal(
                session.row().sessionId(),
                statement.id(),
                person(asked.text("person")),
                rationale == null ? "" : rationale,
                clock.instant())));
        send(context, session.row().sessionId(), statement.id());
    }

    private static Change change(Statement statement) {
        return switch (statement) {
            case Assessment said -> new Change.Assessed(said.sessionId(), List.of(said), List.of());
            case Expectation said -> new Change.Expected(said);
        };
    }

    /** As it is in the store then. */
    private void send(Context context, SessionId sessionId, String id) {
        SessionRecord session = store.sessions().get(sessionId).orElseThrow();
        Map<String, @Nullable Object> values = AssessmentValues.of(session).stream()
                .filter(each -> id.equals(each.get("id")))
                .findFirst()
                .orElseThrow();
        Json.send(context, values);
    }

    /** What can be edited or withdrawn: a person's, and the newest of it. */
    private static Statement current(SessionRecord session, String id) {
        Statement statement = Stream.<Statement>concat(session.assessments().stream(), session.expectations().stream())
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound(
                        "the session has no assessment of that id", "its 'assessments' list them"));
        if (statement.source().kind() != Source.Kind.HUMAN) {
            throw ProblemException.conflict(
                    "that is a scorer's, which stays; give feedback of the same name, and it stands beside");
        }
        boolean stands = session.currentFeedback().contains(statement)
                || session.currentExpectations().contains(statement);
        if (!stands) {
            throw ProblemException.conflict("that was superseded or withdrawn already; load the session anew");
        }
        return statement;
    }

    private static Attributes checked(Attributes body, String... known) {
        List<String> names = List.of(known);
        for (String name : body.names()) {
            if (!names.contains(name)) {
                throw new InvalidInputException(
                        name, "cannot be given here (there are: " + String.join(", ", names) + ")");
            }
        }
        return body;
    }

    private static String required(Attributes body, String name) {
        String value = body.text(name).map(String::strip).orElse("");
        if (value.isEmpty() || value.length() > LONGEST_NAME) {
            throw new InvalidInputException(name, "is needed, of 1 to " + LONGEST_NAME + " characters");
        }
        return value;
    }

    private static Object value(Attributes body) {
        return body.get("value").orElseThrow(() -> new InvalidInputException("value", "is missing"));
    }

    private static Source person(@Nullable String name) {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw new InvalidInputException("person", "is missing; say whose words these are");
        }
        return Source.human(name.strip());
    }

    private static int turn(Attributes body, SessionRecord session) {
        Object turn = body.get("turn").orElse(0);
        int last = session.conversation().size();
        if (turn instanceof Integer number && number >= 0 && number <= last) {
            return number;
        }
        throw new InvalidInputException(
                "turn", "is from 1 to " + last + ", or left out for the session, found " + turn);
    }

    /** yes and no, true and false are verdicts, numbers are measures, a short word is a category. */
    private static FeedbackValue feedback(Object value) {
        return switch (value) {
            case Boolean yes -> new FeedbackValue.YesNo(yes);
            case Number number -> new FeedbackValue.Numeric(number.doubleValue());
            case String text
            when text.equals("yes") || text.equals("no") -> new FeedbackValue.YesNo(text.equals("yes"));
            case String text when text.isBlank() -> throw new InvalidInputException("value", "is blank");
            case String text when text.length() <= 60 && text.indexOf('\n') < 0 -> new FeedbackValue.Category(text);
            case String text -> new FeedbackValue.Text(text);
            default ->
                throw new InvalidInputException("value", "of feedback is yes, no, a number or text, found " + value);
        };
    }
}
