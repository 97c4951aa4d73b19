package dev.rehearsal.server.pages.session;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Expectation;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.scoring.Source;
import dev.rehearsal.scoring.Withdrawal;
import dev.rehearsal.server.pages.frame.Person;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.SessionRecord;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** What persons say of sessions: feedback and expectations, changes of them, and taking them back. Nothing is ever written over. */
final class SayPages implements Area {
    private final Store store;
    private final Clock clock;

    SayPages(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.post("/sessions/{id}/feedback", this::feedback);
        routes.post("/sessions/{id}/expectations", this::expectation);
        routes.post("/sessions/{id}/withdrawals", this::withdrawal);
    }

    private void feedback(Context context) {
        SessionRecord session = find(context);
        int turn = turn(context, session);
        Source person = Person.of(context);
        Feedback feedback = Feedback.ofPerson(
                required(context, "name", "what the feedback is about"),
                value(context),
                form(context, "rationale"),
                person.id());
        Instant now = clock.instant();
        Assessment earlier = earlier(context, session.assessments());
        Assessment assessment = earlier == null
                ? Assessment.of(session.row().sessionId(), turn, feedback, now)
                : earlier.edited(feedback, now);
        store.write(new Change.Assessed(session.row().sessionId(), List.of(assessment), List.of()));
        back(context, assessment.turn());
    }

    private void expectation(Context context) {
        SessionRecord session = find(context);
        int turn = turn(context, session);
        Source person = Person.of(context);
        String name = required(context, "name", "what is expected");
        String value = required(context, "value", "the value that is expected");
        Instant now = clock.instant();
        Expectation before = session.expectations().stream()
                .filter(each -> each.id().equals(form(context, "supersedes")))
                .findFirst()
                .orElse(null);
        Expectation expectation = before == null
                ? Expectation.of(session.row().sessionId(), turn, name, value, person, now)
                        .withRationale(form(context, "rationale"))
                : before.edited(value, form(context, "rationale"), person, now);
        store.write(new Change.Expected(expectation));
        back(context, expectation.turn());
    }

    private void withdrawal(Context context) {
        SessionRecord session = find(context);
        String statement = required(context, "statement", "what is taken back");
        Source person = Person.of(context);
        store.write(new Change.Withdrawn(new Withdrawal(
                session.row().sessionId(), statement, person, form(context, "rationale"), clock.instant())));
        back(context, turn(context, session));
    }

    private static FeedbackValue value(Context context) {
        String choice = form(context, "value");
        if (choice.equals("yes") || choice.equals("no")) {
            return new FeedbackValue.YesNo(choice.equals("yes"));
        }
        String other = form(context, "other");
        if (other.isEmpty()) {
            throw new InvalidInputException("value", "is missing; choose yes or no, or write a number or a word");
        }
        try {
            return new FeedbackValue.Numeric(Double.parseDouble(other));
        } catch (IllegalArgumentException e) {
            return other.length() > 60 || other.contains("\n")
                    ? new FeedbackValue.Text(other)
                    : new FeedbackValue.Category(other);
        }
    }

    private static @org.jspecify.annotations.Nullable Assessment earlier(
            Context context, List<Assessment> assessments) {
        return assessments.stream()
                .filter(each -> each.id().equals(form(context, "supersedes"))
                        && each.feedback().source().kind() == Source.Kind.HUMAN)
                .findFirst()
                .orElse(null);
    }

    private static int turn(Context context, SessionRecord session) {
        String text = form(context, "turn");
        try {
            int turn = text.isEmpty() ? 0 : Integer.parseInt(text);
            if (turn >= 0 && turn <= session.conversation().size()) {
                return turn;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new InvalidInputException(
                "turn",
                "there is no turn '" + text + "'; the session has "
                        + session.conversation().size());
    }

    private static String required(Context context, String name, String what) {
        String value = form(context, name);
        if (value.isEmpty()) {
            throw new InvalidInputException(name, "is missing; say " + what);
        }
        return value;
    }

    private static String form(Context context, String name) {
        return Objects.requireNonNullElse(context.formParam(name), "").strip();
    }

    private SessionRecord find(Context context) {
        String id = Address.named(context.pathParam("id"));
        return store.sessions()
                .find(id)
                .orElseThrow(() -> new NotFoundResponse("there is no session '" + id + "' in the store"));
    }

    private static void back(Context context, int turn) {
        String id = Address.named(context.pathParam("id"));
        context.redirect(Address.ofSession(id) + "#assessments-" + turn, HttpStatus.SEE_OTHER);
    }
}
