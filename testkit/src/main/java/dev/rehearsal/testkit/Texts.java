package dev.rehearsal.testkit;

import java.util.List;

/**
 * What the server says when nobody told it what to say. Every text carries its turn, and texts of neighbouring turns have
 * few words in common, so that a conversation does not look like a loop.
 */
final class Texts {
    private static final List<String> TOPICS = List.of(
            "the delivery date",
            "my last invoice",
            "changing the password",
            "a refund for the blue jacket",
            "the shipping address",
            "my discount code",
            "the warranty of the kettle",
            "cancelling the newsletter",
            "a second user on the account",
            "the opening hours in Lyon",
            "an order that arrived broken",
            "paying by instalments",
            "the spare parts list",
            "exporting my photos",
            "gift wrapping",
            "the loyalty points");

    private static final List<String> QUESTIONS = List.of(
            "Could you tell me what to do about %s?",
            "Right. Something else that worries me is %s, how does that work?",
            "Before I forget: who looks after %s?",
            "Thanks, that is clear now. What happens next with %s?",
            "I tried that already. Is there another way when it comes to %s?");

    private static final List<String> ANSWERS = List.of(
            "Happy to help. As for %s, open your account page and pick the second entry.",
            "That takes two working days; I have made a note on %s.",
            "You can do it yourself: search for %s in the menu and confirm.",
            "I have checked, and %s is fine on our side.",
            "Please send us a photo, then a colleague takes care of %s.",
            "No problem at all, %s can be settled right here.",
            "According to our terms, %s costs nothing extra.");

    private Texts() {}

    static String user(int turn) {
        return fill(QUESTIONS, turn) + " " + Turns.QUESTION + turn + ")";
    }

    static String agent(int turn) {
        return fill(ANSWERS, turn) + " " + Turns.ANSWER + turn + ")";
    }

    static String rationale(int turn, boolean positive) {
        String verdict = positive ? "what was asked for is there" : "something is still open";
        return "Up to turn " + turn + " of the conversation, " + verdict + ".";
    }

    private static String fill(List<String> phrases, int turn) {
        String phrase = phrases.get((turn - 1) % phrases.size());
        return phrase.replace("%s", TOPICS.get((turn - 1) % TOPICS.size()));
    }
}
