package dev.rehearsal.server.pages.session;

import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.scoring.Assessment;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.FeedbackValue;
import dev.rehearsal.server.pages.frame.Frame;
import dev.rehearsal.server.pages.frame.Html;
import dev.rehearsal.server.pages.frame.Person;
import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.store.Change;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.RunName;
import dev.rehearsal.store.RunQuery;
import dev.rehearsal.store.RunRecord;
import dev.rehearsal.store.Store;
import dev.rehearsal.trust.Calibrating;
import dev.rehearsal.trust.JudgeCalibration;
import dev.rehearsal.trust.JudgeTrust;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The review queue: persons say what a judge said, one key each, and see at the end how far both agree. */
public final class ReviewPages implements Area {
    private static final int RUNS = 50;

    private final Store store;
    private final Clock clock;

    /** A judge's verdicts to review. */
    record Judge(String run, String experiment, String scorer, String model, String trust, String href) {}

    public ReviewPages(Store store) {
        this.store = store;
        this.clock = Clock.systemUTC();
    }

    @Override
    public void addTo(RoutesConfig routes) {
        routes.get("/review", this::show);
        routes.post("/review", this::label);
        routes.post("/review/calibrations", this::keep);
    }

    private void show(Context context) {
        String run = parameter(context, "run");
        String scorer = parameter(context, "scorer");
        if (run.isEmpty() || scorer.isEmpty()) {
            choose(context, run);
            return;
        }
        RunId runId = find(run).runId();
        var queue = new SessionsToReview(store, runId, scorer);
        Optional<SessionsToReview.Place> next = queue.next(number(context, "from", 0), number(context, "turn", -1));
        Frame frame = Frame.of(
                context,
                "Review " + scorer,
                "review",
                new Frame.Link("Review", "/review"),
                new Frame.Link(runId.value(), Address.ofRun(runId.value()).toString()),
                new Frame.Link(scorer, ""));
        String person = Person.name(context);
        if (next.isPresent()) {
            ReviewPage page = ReviewPage.of(store, runId.value(), scorer, queue, next.get());
            Html.send(context, (out, none) -> JtereviewGenerated.render(out, none, frame, page, person));
            return;
        }
        List<AgreementView> agreement =
                calibrations(runId, scorer).stream().map(AgreementView::of).toList();
        Html.send(
                context,
                (out, none) ->
                        JteagreementGenerated.render(out, none, frame, runId.value(), scorer, queue.size(), agreement));
    }

    private void choose(Context context, String only) {
        List<Judge> judges = (only.isEmpty()
                        ? store.runs().names(RunQuery.newest(RUNS))
                        : List.of(RunName.of(find(only))))
                .stream()
                        .flatMap(run ->
                                JudgeTrust.of(store, run.runId()).stream().map(trust -> judge(run, trust)))
                        .toList();
        Frame frame = Frame.of(context, "Review", "review");
        Html.send(context, (out, none) -> JtejudgesGenerated.render(out, none, frame, judges, only));
    }

    private static Judge judge(RunName run, JudgeTrust trust) {
        String scorer = trust.judge().scorer();
        return new Judge(
                run.runId().value(),
                run.experiment(),
                scorer,
                trust.judge().model(),
                trust.inWords(),
                queue(run.runId().value(), scorer).toString());
    }

    private void label(Context context) {
        String run = form(context, "run");
        String scorer = form(context, "scorer");
        var session = new SessionId(form(context, "session"));
        int turn = Integer.parseInt(form(context, "turn"));
        String person = Person.of(context).id();
        Instant now = clock.instant();
        Feedback feedback =
                Feedback.ofPerson(scorer, value(form(context, "value")), form(context, "rationale"), person);
        store.write(new Change.Assessed(session, List.of(Assessment.of(session, turn, feedback, now)), List.of()));
        context.redirect(queue(run, scorer).with("from", form(context, "from")).toString(), HttpStatus.SEE_OTHER);
    }

    private static FeedbackValue value(String text) {
        if (text.isEmpty()) {
            throw new InvalidInputException("value", "is missing; choose a verdict");
        }
        if (text.equals("yes") || text.equals("no")) {
            return new FeedbackValue.YesNo(text.equals("yes"));
        }
        try {
            return new FeedbackValue.Numeric(Double.parseDouble(text));
        } catch (IllegalArgumentException e) {
            return new FeedbackValue.Category(text);
        }
    }

    private void keep(Context context) {
        String run = form(context, "run");
        String scorer = form(context, "scorer");
        Instant now = clock.instant();
        calibrations(find(run).runId(), scorer).forEach(each -> store.write(new Change.Calibrated(each.toKeep(now))));
        context.redirect(Address.of("review").with("run", run).toString(), HttpStatus.SEE_OTHER);
    }

    private List<JudgeCalibration> calibrations(RunId run, String scorer) {
        Calibrating calibrating = Calibrating.of(store, run);
        var labels = calibrating.labels().stream()
                .filter(label -> label.scorer().equals(scorer))
                .toList();
        return labels.isEmpty() || calibrating.judges().isEmpty() ? List.of() : calibrating.compare(labels);
    }

    private RunRecord find(String run) {
        return store.runs()
                .find(run)
                .orElseThrow(() -> new NotFoundResponse("there is no run '" + run + "' in the store"));
    }

    private static Address queue(String run, String scorer) {
        return Address.of("review").with("run", run).with("scorer", scorer);
    }

    private static int number(Context context, String name, int otherwise) {
        try {
            return Math.max(otherwise, Integer.parseInt(parameter(context, name)));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    private static String parameter(Context context, String name) {
        return Objects.requireNonNullElse(context.queryParam(name), "").strip();
    }

    private static String form(Context context, String name) {
        return Objects.requireNonNullElse(context.formParam(name), "").strip();
    }
}
