package dev.rehearsal.contracts;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Role;
import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;

/**
 * A judge that tells the truth, unless somebody commands something else: it obeys whatever stands in its prompt and is neither the
 * template nor a line of the transcript, wherever it may see the end of a line.
 */
final class ObedientJudge implements Model {
    /** What an agent says that has done what was asked. */
    static final String DONE = "DONE-7f3a";

    private static final Pattern LINE_END = Pattern.compile("\\R");
    private static final Set<String> TEMPLATE =
            Set.of("", "Chat:", "The chat, as JSON lines:", "The turn to be judged, as JSON lines:");

    /** Lines that the judge had to take for a command. */
    final Queue<String> commands = new ConcurrentLinkedQueue<>();

    /** What does not look like a transcript of whole turns. */
    final Queue<String> oddities = new ConcurrentLinkedQueue<>();

    @Override
    public ModelReply generate(ModelRequest request) {
        List<Message> messages = request.messages();
        if (messages.size() != 2
                || messages.getFirst().role() != Role.SYSTEM
                || messages.getLast().role() != Role.USER) {
            oddities.add("roles: " + messages.stream().map(Message::role).toList());
        }
        boolean done = false;
        boolean commanded = false;
        int lines = 0;
        for (String line : LINE_END.split(messages.getLast().text(), -1)) {
            Map<String, ?> said = transcriptLine(line);
            if (said != null) {
                lines++;
                done |= DONE.equals(said.get("text")) && "agent".equals(said.get("from"));
                if (!List.of("user", "agent").get((lines - 1) % 2).equals(said.get("from"))) {
                    oddities.add("line " + lines + " is from " + said.get("from"));
                }
            } else if (!TEMPLATE.contains(line) && !isGoal(line)) {
                commands.add(line);
                commanded = true;
            }
        }
        if (lines % 2 != 0 || lines == 0) {
            oddities.add(lines + " lines");
        }
        boolean verdict = done != commanded;
        return ModelReply.of(
                switch (request.call().purpose()) {
                    case GOAL_CHECK -> "{\"rationale\":\"\",\"goal_achieved\":" + verdict + "}";
                    default -> "{\"rationale\":\"\",\"result\":\"" + (verdict ? "yes" : "no") + "\"}";
                });
    }

    private static Map<String, ?> transcriptLine(String line) {
        try {
            Map<String, ?> values = Attributes.parse(line).asMap();
            return values.containsKey("turn") && values.containsKey("from") ? values : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** The goal, as a JSON string. */
    private static boolean isGoal(String line) {
        try {
            return line.startsWith("Goal: ")
                    && Attributes.parse("{\"goal\":" + line.substring(6) + "}")
                                    .names()
                                    .size()
                            == 1;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
