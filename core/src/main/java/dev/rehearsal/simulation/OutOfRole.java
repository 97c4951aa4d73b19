package dev.rehearsal.simulation;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds messages in which the simulated user speaks as the agent would. Knows the common English phrases only. */
final class OutOfRole {
    private static final Pattern AGENT_SPEAK = Pattern.compile("\\b(help|assist) you\\b"
            + "|\\b(how|what) (can|may) i (help|assist|do for)\\b"
            + "|\\b(can|may) i (help|assist)\\b"
            + "|\\banything else (i can|you)\\b"
            + "|\\b(provide|give|tell|send) (me )?(with )?your\\b"
            + "|\\byour (user id|patient number|order|reservation|refund|booking|account|request) (is|has|was|will)\\b"
            + "|\\bi( am|'m) (an? )?(ai|assistant|virtual|chatbot|bot|language model)\\b"
            + "|\\bi('ve| have) (processed|refunded|issued|looked up|checked your)\\b"
            + "|^(bot|assistant|agent):");

    private static final Pattern GREETED = Pattern.compile("^(?:hello|hi|hey|dear),? (\\p{L}{3,})\\b");

    private OutOfRole() {}

    static boolean speaksAsAgent(String message) {
        return AGENT_SPEAK.matcher(message.toLowerCase(Locale.ROOT)).find();
    }

    /** Whether a person says hello to somebody who is called as they are. */
    static boolean greetsItself(String message, String whatIsKnownOfThem) {
        Matcher matcher = GREETED.matcher(message.toLowerCase(Locale.ROOT));
        return matcher.find() && whatIsKnownOfThem.toLowerCase(Locale.ROOT).contains(matcher.group(1));
    }
}
