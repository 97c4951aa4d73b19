package dev.rehearsal.scorers;

import dev.rehearsal.conversation.Turn;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.ScorerSpec;
import dev.rehearsal.scoring.SessionScorer;
import dev.rehearsal.scoring.SessionToScore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the user got an answer to each question: no, where a question is followed by a blank answer, or where the user has to ask it
 * again in (nearly) the same words. A sign only, as a question that got a wrong answer is not seen. Gives no feedback where the user asked
 * nothing. Needs no model.
 */
public final class NoUnansweredQuestion implements SessionScorer {
    static final ScorerKind KIND = new ScorerKind(
            "no_unanswered_question",
            ScorerKind.Level.SESSION,
            "yes, no",
            List.of(),
            "Whether no question got a blank answer or had to be asked again.",
            List.of(),
            options -> new NoUnansweredQuestion());

    /** Ends with a question mark: Latin, full-width, Arabic, Greek is left out as it is a semicolon. */
    private static final Pattern QUESTION = Pattern.compile("[^.!?？؟。！\\n]+[?？؟]");

    /** From how many words on a question says enough to be known again. */
    private static final int WORDS = 3;

    /** The share of words in common from which on two questions are the same. */
    private static final double SAME = 0.8;

    private record Asked(int turn, String text, Set<String> words) {}

    @Override
    public String name() {
        return KIND.name();
    }

    @Override
    public Optional<ScorerSpec> spec() {
        return Optional.of(ScorerSpec.of(KIND.name()));
    }

    @Override
    public List<Feedback> score(SessionToScore session) {
        var asked = new ArrayList<Asked>();
        var unanswered = new ArrayList<String>();
        for (Turn turn : session.conversation().turns()) {
            List<Asked> now = questions(turn);
            if (!now.isEmpty() && turn.failure() == null && turn.answer().text().isBlank()) {
                unanswered.add("turn " + turn.number() + " has a question and a blank answer");
            }
            for (Asked question : now) {
                asked.stream()
                        .filter(earlier -> same(earlier.words(), question.words()))
                        .findFirst()
                        .ifPresent(earlier -> unanswered.add("the question of turn " + earlier.turn()
                                + " is asked again in turn " + turn.number() + ": " + question.text()));
            }
            asked.addAll(now);
        }
        return asked.isEmpty()
                ? List.of()
                : List.of(Feedback.yesNo(name(), unanswered.isEmpty(), String.join("; ", unanswered)));
    }

    private static List<Asked> questions(Turn turn) {
        var questions = new ArrayList<Asked>();
        Matcher matcher = QUESTION.matcher(turn.user().text());
        while (matcher.find()) {
            String text = matcher.group().strip();
            var words =
                    new HashSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{M}\\p{N}]+")));
            words.remove("");
            questions.add(new Asked(turn.number(), text, words));
        }
        return questions;
    }

    private static boolean same(Set<String> a, Set<String> b) {
        if (Math.min(a.size(), b.size()) < WORDS) {
            return false;
        }
        long common = a.stream().filter(b::contains).count();
        return common >= SAME * (a.size() + b.size() - common);
    }
}
