package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Digest;
import dev.rehearsal.input.Names;
import dev.rehearsal.model.Prompt;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Instructions of one's own, as a prompt. Its version follows from their text: other instructions are another judge.
 *
 * @param variables those that the instructions have
 */
record JudgePrompt(Prompt prompt, Set<String> variables) {
    static final String CONVERSATION = "conversation";
    static final String INPUTS = "inputs";
    static final String OUTPUTS = "outputs";
    static final String EXPECTATIONS = "expectations";
    static final String TRACE = "trace";

    private static final List<String> KNOWN = List.of(CONVERSATION, INPUTS, OUTPUTS, EXPECTATIONS, TRACE);
    private static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");
    private static final Prompt FRAME = Prompt.load("prompt_judge", 1);

    JudgePrompt {
        variables = Set.copyOf(variables);
    }

    /** @param faults gets what is wrong with them, in words */
    static JudgePrompt of(String name, String instructions, List<String> faults) {
        var variables = new TreeSet<String>();
        Matcher matcher = VARIABLE.matcher(instructions);
        var text = new StringBuilder();
        while (matcher.find()) {
            String variable = matcher.group(1);
            if (!KNOWN.contains(variable)) {
                faults.add("there is no variable '{{" + variable + "}}' (there are: {{" + String.join("}}, {{", KNOWN)
                        + "}})" + Names.suggestion(variable, KNOWN));
            }
            variables.add(variable);
            matcher.appendReplacement(text, Matcher.quoteReplacement("{{" + variable + "}}"));
        }
        matcher.appendTail(text);
        if (variables.isEmpty() || variables.equals(Set.of(EXPECTATIONS))) {
            faults.add(
                    "the instructions show the judge nothing of what happened; put in {{conversation}}, or {{inputs}} and {{outputs}}");
        }
        if (variables.contains(CONVERSATION)
                && (variables.contains(INPUTS) || variables.contains(OUTPUTS) || variables.contains(TRACE))) {
            faults.add(
                    "{{conversation}} makes it a judge of sessions, and {{inputs}}, {{outputs}} and {{trace}} are of a turn;"
                            + " leave out the one or the others");
        }
        String user = FRAME.user().replace("{{instructions}}", text);
        String id = name + "-" + Digest.of(instructions).hex(4);
        return new JudgePrompt(new Prompt(id, FRAME.version(), FRAME.system(), user), variables);
    }

    boolean ofSessions() {
        return variables.contains(CONVERSATION);
    }
}
