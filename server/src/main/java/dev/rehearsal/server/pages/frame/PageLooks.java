package dev.rehearsal.server.pages.frame;

import dev.rehearsal.server.web.Looks;
import dev.rehearsal.server.web.Problem;
import io.javalin.http.Context;

/** Problems and the sign-in as pages like all others. */
public final class PageLooks implements Looks {
    @Override
    public String problem(Context context, Problem problem) {
        Frame frame = Frame.of(context, problem.title(), "");
        return Html.text((out, none) -> JteproblemGenerated.render(out, none, frame, problem));
    }

    @Override
    public String login(Context context, String next, boolean refused) {
        Frame frame = Frame.of(context, "Sign in", "");
        return Html.text((out, none) -> JteloginGenerated.render(out, none, frame, next, refused));
    }
}
