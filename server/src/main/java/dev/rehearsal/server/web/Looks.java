package dev.rehearsal.server.web;

import io.javalin.http.Context;

/** What a person sees where there is no page of the store to show. */
public interface Looks {
    /** A page that says what went wrong and what to do. */
    String problem(Context context, Problem problem);

    /**
     * A page with a form that posts {@code token} and {@code next} to {@code /login}.
     *
     * @param next where to go then
     * @param refused whether the token that was just shown is not the one
     */
    String login(Context context, String next, boolean refused);
}
