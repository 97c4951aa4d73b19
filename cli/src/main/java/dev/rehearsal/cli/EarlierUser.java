package dev.rehearsal.cli;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.evaluation.RunConfig;
import dev.rehearsal.store.RunRecord;
import java.util.List;

/** Who played the user in an earlier run plays it again in one that goes on from it, unless somebody else is named. */
final class EarlierUser {
    private static final List<String> NAMES = List.of("user_model", "user_parameters", "goal_check_model");
    private static final String RECORDED = "recorded:";
    private static final String NAMED = ":/";

    private EarlierUser() {}

    /** Replies that were recorded are of the conversations that were, and a user made by code has no name: who goes on from there has to be named. */
    static RunConfig of(RunRecord run, RunConfig config) {
        String user = run.configuration().text("user_model").orElse("");
        if (config.userModel() != null || user.startsWith(RECORDED) || !user.contains(NAMED)) {
            return config;
        }
        Attributes its = Attributes.EMPTY;
        for (String name : NAMES) {
            Object value = run.configuration().get(name).orElse(null);
            its = value == null ? its : its.with(name, value);
        }
        return config.with(its);
    }
}
