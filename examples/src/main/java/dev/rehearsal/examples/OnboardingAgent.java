package dev.rehearsal.examples;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.Role;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.simulation.Agent;
import dev.rehearsal.simulation.AgentRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Opens accounts: asks for the name and the e-mail address until it has both, and calls a tool then. */
public final class OnboardingAgent implements Agent {
    private static final Pattern NAME = Pattern.compile("(?:It is|My name is|I am) (\\p{Lu}\\p{L}+)");
    private static final Pattern EMAIL = Pattern.compile("\\w[\\w.]*@\\w+(?:\\.\\w+)+");

    @Override
    public Answer answer(AgentRequest request) {
        Optional<String> name = said(NAME, 1, request);
        Optional<String> email = said(EMAIL, 0, request);
        if (name.isEmpty()) {
            return Answer.of("With pleasure. What is your name?");
        }
        if (email.isEmpty()) {
            return Answer.of("Thank you, " + name.get() + ". And your e-mail address?");
        }
        String arguments = "{\"name\": \"" + name.get() + "\", \"email\": \"" + email.get() + "\"}";
        return Answer.of(
                "Welcome, " + name.get() + "! Your account is open.",
                List.of(ToolCall.of("1", "open_account", arguments).withResult("opened")));
    }

    private static Optional<String> said(Pattern pattern, int group, AgentRequest request) {
        return request.messages().stream()
                .filter(message -> message.role() == Role.USER)
                .map(Message::text)
                .flatMap(text -> pattern.matcher(text).results())
                .map((MatchResult found) -> found.group(group))
                .reduce((earlier, later) -> later);
    }
}
