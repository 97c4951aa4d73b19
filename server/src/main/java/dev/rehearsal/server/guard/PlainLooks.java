package dev.rehearsal.server.guard;

import dev.rehearsal.server.web.Looks;
import dev.rehearsal.server.web.Problem;
import io.javalin.http.Context;

/** Pages without a style, for where nothing else is there. */
public final class PlainLooks implements Looks {
    @Override
    public String problem(Context context, Problem problem) {
        return page(problem.title(), "<p>" + escaped(problem.detail()) + "</p><p><a href=\"/\">Start page</a></p>");
    }

    @Override
    public String login(Context context, String next, boolean refused) {
        return page(
                "Sign in",
                (refused ? "<p role=\"alert\">That is not the token.</p>" : "")
                        + "<form method=\"post\" action=\"/login\"><input type=\"hidden\" name=\"next\" value=\""
                        + escaped(next)
                        + "\"><p><label>Token <input type=\"password\" name=\"token\" autocomplete=\"current-password\""
                        + " required autofocus></label> <button>Sign in</button></p><p>It is what the server was started with: REHEARSAL_TOKEN or --token-file.</p></form>");
    }

    private static String page(String title, String body) {
        return "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\""
                + " content=\"width=device-width, initial-scale=1\"><title>" + escaped(title)
                + " · Rehearsal</title></head><body><main><h1>" + escaped(title) + "</h1>" + body
                + "</main></body></html>";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
