package dev.rehearsal.formats.run;

import dev.rehearsal.formats.document.Faults;
import dev.rehearsal.formats.document.Node;
import dev.rehearsal.formats.document.Node.Mapping;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps secrets out of run files, and so out of the snapshot that a run keeps of its configuration: a secret is named as
 * <code>${VARIABLE}</code>, which is read when the agent is opened, and variables stand for secrets only.
 */
final class Secrets {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*|file:[^}]+)}");
    /** A value of the test case, for agents whose body is described. */
    private static final Pattern PLACE = Pattern.compile("\\{\\{[^}]*}}");

    private static final Pattern SECRET_NAME =
            Pattern.compile("authorization|cookie|api[-_]?key|token|secret|password|credential");

    /** Texts in which a <code>${…}</code> is what the author wants a person or a model to read. */
    private static final Set<String> PROSE = Set.of("test_cases", "system_prompt");

    /** What takes a secret whatever it is called there. */
    private static final Set<String> TAKING_SECRETS =
            Set.of("agent.headers.", "agent.body", "agent.arguments", "agent.environment.");

    private final Faults faults;

    Secrets(Faults faults) {
        this.faults = faults;
    }

    void check(Mapping root) {
        root.entries().forEach((key, entry) -> {
            if (!PROSE.contains(key)) {
                check(key, entry.line(), entry.value());
            }
        });
    }

    private void check(String path, int line, Node node) {
        switch (node) {
            case Mapping mapping ->
                mapping.entries().forEach((key, entry) -> {
                    if (!PROSE.contains(key)) {
                        check(path + "." + key, entry.line(), entry.value());
                    }
                });
            case Node.Sequence sequence -> sequence.items().forEach(item -> check(path, item.line(), item));
            case Node.Scalar scalar -> {
                if (scalar.value() instanceof String text) {
                    check(path, line, text);
                }
            }
        }
    }

    private void check(String path, int line, String text) {
        boolean variable = VARIABLE.matcher(text).find();
        boolean secret = isSecret(path);
        if (variable && !secret && TAKING_SECRETS.stream().noneMatch(path::startsWith)) {
            faults.add(
                    line,
                    "'" + path + "' takes no ${…}; environment variables stand for secrets only"
                            + " (agent.headers, agent.api_key)");
        }
        if (secret && !variable && !PLACE.matcher(text).matches() && !text.isBlank()) {
            faults.add(
                    line,
                    "'" + path
                            + "' has a secret in plain text; put it into an environment variable and name that: ${NAME}");
        }
    }

    private static boolean isSecret(String path) {
        String name = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return path.startsWith("agent.") && SECRET_NAME.matcher(name).find() && !name.contains("max_tokens");
    }
}
