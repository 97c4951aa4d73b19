package dev.rehearsal.server.guard;

import dev.rehearsal.input.Fault;
import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.server.web.Json;
import dev.rehearsal.server.web.Looks;
import dev.rehearsal.server.web.Problem;
import dev.rehearsal.server.web.ProblemException;
import dev.rehearsal.store.StoreException;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what went wrong: to programs as JSON, to persons as a page. What should not happen is told with a number that the log has, too. */
final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private final Looks looks;

    Problems(Looks looks) {
        this.looks = looks;
    }

    void addTo(RoutesConfig routes) {
        routes.exception(ProblemException.class, (e, context) -> tell(context, e.problem()));
        routes.exception(InvalidInputException.class, (e, context) -> tell(context, of(e)));
        routes.exception(HttpResponseException.class, (e, context) -> {
            e.getDetails().forEach((name, value) -> {
                if (name.equals("availableMethods")) {
                    context.header("Allow", value);
                }
            });
            tell(context, new Problem(e.getStatus(), title(e.getStatus()), detail(e, context)));
        });
        routes.exception(StoreException.class, (e, context) -> {
            LOG.warn("{} {}: {}", context.method(), context.path(), e.getMessage());
            tell(context, new Problem(503, "The store does not answer", String.valueOf(e.getMessage())));
        });
        routes.exception(Exception.class, (e, context) -> unexpected(context, e));
    }

    private void unexpected(Context context, Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpException http) {
                // what Jetty refuses while a body is read: too large, too slow, broken
                tell(context, new Problem(http.getCode(), title(http.getCode()), refused(http.getCode())));
                return;
            }
        }
        String number = UUID.randomUUID().toString().substring(0, 8);
        LOG.error("{}: {} {} failed", number, context.method(), context.path(), e);
        tell(
                context,
                new Problem(
                        500,
                        "Something went wrong",
                        "that should not happen; the server's log has it under " + number + ", please report it"));
    }

    static Problem of(InvalidInputException e) {
        return new Problem(
                400,
                "Bad request",
                e.faults().stream().map(Fault::toString).collect(Collectors.joining("; ")),
                e.faults());
    }

    private static String title(int status) {
        return HttpStatus.getMessage(status);
    }

    private static String detail(HttpResponseException e, Context context) {
        return switch (e.getStatus()) {
            case 404 ->
                String.valueOf(e.getMessage()).startsWith("Endpoint ")
                        ? (wantsPage(context)
                                ? "There is no page at this address."
                                : "there is nothing at this address; /api/v1/openapi.json lists what programs can ask for")
                        : String.valueOf(e.getMessage());
            case 405 -> context.method() + " is not possible here; see Allow";
            case 413 -> refused(413);
            default -> String.valueOf(e.getMessage());
        };
    }

    private static String refused(int status) {
        return status == 413 ? "what was sent is too large; send less at once" : "the request could not be read";
    }

    private void tell(Context context, Problem problem) {
        context.status(problem.status()).header("Cache-Control", "no-store");
        if (wantsPage(context)) {
            context.contentType("text/html; charset=utf-8").result(looks.problem(context, problem));
        } else {
            context.contentType(Problem.TYPE).result(Json.text(problem.values()));
        }
    }

    /** Browsers say that they take HTML; programs mostly say nothing of the kind, and the API speaks JSON in any case. */
    static boolean wantsPage(Context context) {
        String accept = context.header("Accept");
        return !context.path().startsWith("/api/")
                && !context.path().startsWith("/v1/")
                && accept != null
                && accept.contains("text/html");
    }
}
