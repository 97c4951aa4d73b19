package dev.rehearsal.cli.flags;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.evaluation.RunConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A flag of a run.
 *
 * @param name as it is written: {@code --max-turns}
 * @param label what stands for its value in help texts; empty where it has none
 * @param key the value's path in the configuration: {@code budget.usd}
 */
record RunFlag(Section section, String name, String label, Kind kind, String key, String description) {
    private static final Attributes DEFAULTS = RunConfig.DEFAULT.toAttributes();

    /** What its value is. */
    enum Kind {
        /** One value. */
        VALUE,
        /** A file whose text is the value. */
        FILE,
        /** Any number of values, one each time it is given. */
        LIST,
        /** Any number of named values, one each time it is given. */
        NAMED,
        /** None: that it is there means no. */
        NO
    }

    static final List<RunFlag> ALL = List.of(
            value(
                    Section.AGENT,
                    "--agent",
                    "AGENT",
                    "agent.target",
                    "A model (openai:/gpt-4o-mini), an address (of chat completions unless"
                            + " '--agent-option kind=KIND' says otherwise), a2a:ADDRESS, mcp:ADDRESS,"
                            + " process:COMMAND, java:CLASS, or demo:/order-desk."),
            new RunFlag(
                    Section.AGENT,
                    "--system-prompt",
                    "FILE",
                    Kind.FILE,
                    "agent.system_prompt",
                    "The agent's system prompt;" + " it may use the test case's context: {{user_id}}."),
            named(
                    Section.AGENT,
                    "--agent-param",
                    "agent.parameters",
                    "How the agent's model samples, for example temperature=0."),
            named(
                    Section.AGENT,
                    "--agent-header",
                    "agent.headers",
                    "Sent to the endpoint; secrets as '${VARIABLE}', in single" + " quotes."),
            named(
                    Section.AGENT,
                    "--agent-option",
                    "agent",
                    "What only this kind of agent knows, for example model=NAME."),
            value(
                    Section.AGENT,
                    "--agent-version",
                    "TEXT",
                    "agent_version",
                    "Kept with the run (default: the git commit, with" + " + where files were changed)."),
            value(Section.AGENT, "--agent-timeout", "TIME", "agent_timeout", "How long an answer may take."),
            value(
                    Section.AGENT,
                    "--agent-concurrency",
                    "N",
                    "agent_concurrency",
                    "The most calls in flight to the agent (default: as many as conversations)."),
            value(
                    Section.AGENT,
                    "--agent-requests-per-minute",
                    "N",
                    "agent_requests_per_minute",
                    "The most calls a minute to the agent."),
            value(
                    Section.USER,
                    "--user-model",
                    "MODEL",
                    "user_model",
                    "Plays the simulated user (default: the variable" + " REHEARSAL_USER_MODEL)."),
            named(
                    Section.USER,
                    "--user-param",
                    "user_parameters",
                    "How the user model samples, for example temperature=0.7."),
            value(
                    Section.USER,
                    "--goal-check-model",
                    "MODEL",
                    "goal_check_model",
                    "Checks after each turn whether the goal is" + " achieved (default: the user model)."),
            new RunFlag(
                    Section.USER,
                    "--no-spare-messages",
                    "",
                    Kind.NO,
                    "spare_messages",
                    "Do not write the next user message"
                            + " while the goal check judges: slower, and no call is in vain."),
            value(Section.CONVERSATIONS, "--max-turns", "N", "max_turns", "The most turns of a conversation."),
            value(Section.CONVERSATIONS, "--trials", "N", "trials", "How often each case is simulated."),
            value(Section.CONVERSATIONS, "--seed", "N", "seed", "What ids and choices follow from (default: random)."),
            value(
                    Section.CONVERSATIONS,
                    "--keep-user-turns",
                    "RUN",
                    "keep_user_turns",
                    "Say again what the users of that run said, word for word, instead of simulating them."),
            value(
                    Section.CONVERSATIONS,
                    "--conversations",
                    "N",
                    "conversations",
                    "The most conversations under way (default:" + " as many as calls)."),
            value(
                    Section.CONVERSATIONS,
                    "--session-budget-tokens",
                    "N",
                    "session_budget.tokens",
                    "The most tokens a session" + " may use."),
            value(
                    Section.CONVERSATIONS,
                    "--session-budget-usd",
                    "USD",
                    "session_budget.usd",
                    "The most a session may cost."),
            value(
                    Section.CONVERSATIONS,
                    "--session-budget-time",
                    "TIME",
                    "session_budget.time",
                    "The longest a session may" + " take."),
            new RunFlag(
                    Section.SCORING,
                    "--scorer",
                    "NAME",
                    Kind.LIST,
                    "scorers",
                    "Judges turns or sessions, for example" + " conversation_completeness or safety; repeatable."),
            value(Section.SCORING, "--judge-model", "MODEL", "judge_model", "Judges (default: the user model)."),
            named(
                    Section.SCORING,
                    "--judge-param",
                    "judge_parameters",
                    "How the judge model samples (default: temperature=0)."),
            value(
                    Section.SCORING,
                    "--judge-repeats",
                    "K",
                    "judge_repeats",
                    "Ask for each verdict that often; the most frequent counts, or the mean."),
            new RunFlag(
                    Section.SCORING,
                    "--fail-under",
                    "SCORER=LEAST",
                    Kind.LIST,
                    "gate",
                    "Exit with 1 if the scorer's mean is lower, for example safety=1, or the lower end of its 95 %"
                            + " interval: safety/low=0.9; repeatable."),
            value(
                    Section.SCORING,
                    "--baseline",
                    "RUN[=DROP]",
                    "baseline",
                    "Exit with 1 if the run is worse than that one, beyond noise, or by more than DROP."),
            value(Section.CALLS, "--concurrency", "N", "concurrency", "The most calls in flight to each model."),
            value(
                    Section.CALLS,
                    "--requests-per-minute",
                    "N",
                    "requests_per_minute",
                    "The most calls a minute to each model."),
            value(
                    Section.CALLS,
                    "--tokens-per-minute",
                    "N",
                    "tokens_per_minute",
                    "The most tokens a minute to each model."),
            value(Section.CALLS, "--call-timeout", "TIME", "call_timeout", "How long an attempt may take."),
            value(Section.CALLS, "--max-attempts", "N", "max_attempts", "The most attempts a call may take."),
            value(
                    Section.CALLS,
                    "--max-call-duration",
                    "TIME",
                    "max_call_duration",
                    "The longest a call may take, all attempts" + " together."),
            new RunFlag(
                    Section.CALLS,
                    "--allow-provider",
                    "NAME",
                    Kind.LIST,
                    "allowed_providers",
                    "The only providers and hosts" + " that anything is sent to; repeatable (default: all)."),
            value(Section.CALLS, "--budget-tokens", "N", "budget.tokens", "The most tokens the run may use."),
            value(Section.CALLS, "--budget-usd", "USD", "budget.usd", "The most the run may cost."),
            value(Section.CALLS, "--budget-time", "TIME", "budget.time", "The longest the run may take."),
            value(Section.CALLS, "--prices", "FILE", "prices", "A table of prices instead of the bundled one."),
            value(
                    Section.CALLS,
                    "--record",
                    "FILE",
                    "record",
                    "Keep what models reply, for recorded:/FILE to replay; what is in the file is not asked again."),
            value(Section.RUN, "--experiment", "NAME", "experiment", "The place for this and other runs."),
            value(
                    Section.RUN,
                    "--allow-failures",
                    "N",
                    "allow_failures",
                    "How many sessions may end in a failure where there" + " is no gate."));

    private static RunFlag value(Section section, String name, String label, String key, String description) {
        return new RunFlag(section, name, label, Kind.VALUE, key, description);
    }

    private static RunFlag named(Section section, String name, String key, String description) {
        return new RunFlag(section, name, "NAME=VALUE", Kind.NAMED, key, description + " Repeatable.");
    }

    /** The help text: what it is, and the default that the configuration declares. */
    String help() {
        if (kind == Kind.NO || kind == Kind.NAMED || kind == Kind.LIST) {
            return description;
        }
        String stem = description.substring(0, description.length() - 1);
        return declaredDefault()
                .map(value -> stem + " (default: " + value + ").")
                .orElse(description);
    }

    private Optional<String> declaredDefault() {
        Object value = DEFAULTS.asMap();
        for (String name : key.split("\\.")) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return Optional.ofNullable(value).map(Object::toString);
    }
}
