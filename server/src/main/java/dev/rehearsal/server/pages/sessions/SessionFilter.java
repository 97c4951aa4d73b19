package dev.rehearsal.server.pages.sessions;

import dev.rehearsal.server.pages.text.Address;
import dev.rehearsal.store.RunId;
import dev.rehearsal.store.SessionQuery;
import io.javalin.http.Context;
import java.util.Objects;

/**
 * Which sessions to list, as the address says. Empty means: any.
 *
 * @param experiment the one whose tab it is, or empty
 */
record SessionFilter(String experiment, String run, String stopReason, String text) {
    static final int PAGE = 50;

    static SessionFilter of(Context context, String experiment) {
        return new SessionFilter(
                experiment, parameter(context, "run"), parameter(context, "stop_reason"), parameter(context, "text"));
    }

    private static String parameter(Context context, String name) {
        return Objects.requireNonNullElse(context.queryParam(name), "").strip();
    }

    SessionQuery query() {
        return SessionQuery.newest(PAGE)
                .withExperiment(experiment.isEmpty() ? null : experiment)
                .withRun(run.isEmpty() ? null : new RunId(run))
                .withStopReason(stopReason.isEmpty() ? null : stopReason)
                .withText(text.isEmpty() ? null : text);
    }

    boolean isAny() {
        return run.isEmpty() && stopReason.isEmpty() && text.isEmpty();
    }

    /** Where the list is. */
    Address place() {
        return experiment.isEmpty() ? Address.of("sessions") : Address.of("experiments", experiment, "sessions");
    }
}
