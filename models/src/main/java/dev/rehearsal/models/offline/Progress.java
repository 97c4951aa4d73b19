package dev.rehearsal.models.offline;

import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.models.offline.Agenda.Fact;
import dev.rehearsal.models.offline.Agenda.Wish;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far the agenda has come in a conversation. It is read from what was said alone, so it is the same after a restart, and after a
 * beginning that somebody else wrote. It never looks at tool calls: a person would not see them.
 */
final class Progress {
    private static final Pattern NUMBER = Pattern.compile("(?<![\\d.,€$-])(?!20\\d\\d(?!\\d))\\d{4,}(?![\\d.,]*\\d)");
    private static final int LONG_ANSWER = 80;

    /** Where the last answer left things. */
    enum Last {
        NOTHING,
        ASKED,
        /** It wants a yes, but to something else than what was asked for. */
        MISTAKEN,
        REFUSED,
        PROMISED,
        LOST,
        HANDLED
    }

    private final Agenda agenda;
    private final StringBuilder said = new StringBuilder();
    private final List<String> texts = new ArrayList<>();
    private final Set<String> questionsHeard = new HashSet<>();
    private int current;
    private int refused;
    private int refusals;
    private int annoyance;
    private Last last = Last.NOTHING;
    private @Nullable Reading reading;

    private Progress(Agenda agenda) {
        this.agenda = agenda;
    }

    static Progress of(Agenda agenda, Conversation conversation) {
        var progress = new Progress(agenda);
        conversation.turns().forEach(progress::read);
        return progress;
    }

    private void read(Turn turn) {
        texts.add(Words.normal(turn.user().text()));
        said.append(' ').append(Words.normal(turn.user().text())).append(' ');
        var answer = Reading.of(turn.answer().text());
        reading = answer;
        if (isDone()) {
            last = Last.HANDLED;
            return;
        }
        Wish wish = wish();
        last = judged(answer, wish);
        switch (last) {
            case HANDLED -> next();
            case MISTAKEN, LOST -> annoyance += 2;
            case PROMISED -> annoyance += 1;
            case ASKED -> annoyance += annoyanceOf(answer, wish);
            case REFUSED -> {
                refusals++;
                if (refusals > agenda.manner().insistence) {
                    refused++;
                    next();
                    last = Last.HANDLED;
                }
            }
            case NOTHING -> {}
        }
    }

    private void next() {
        current++;
        refusals = 0;
        annoyance = 0;
        questionsHeard.clear();
    }

    private Last judged(Reading answer, Wish wish) {
        if (answer.misunderstood() || answer.welcome() && !answer.asks() && !answer.done()) {
            return Last.LOST;
        }
        if (answer.asks() && !(answer.refuses() && asksForNothingNew(answer, wish))) {
            boolean handled = answer.done() && answer.onlyOffersMore() && Words.overlap(answer.told(), wish.text());
            return handled
                    ? Last.HANDLED
                    : answer.confirmation() && isMistaken(answer, wish) ? Last.MISTAKEN : Last.ASKED;
        }
        if (answer.refuses()) {
            return Last.REFUSED;
        }
        if (answer.done()) {
            return Last.HANDLED;
        }
        if (answer.promises()) {
            return Last.PROMISED;
        }
        return answer.told().length() >= LONG_ANSWER || Words.shared(answer.told(), wish.text()) > 1
                ? Last.HANDLED
                : Last.LOST;
    }

    /** Whether the agent is about to do more than was wished, or to do it to another order. */
    private static boolean isMistaken(Reading answer, Wish wish) {
        if (wish.isLimited() && !Wish.limits(answer.text())) {
            return true;
        }
        Set<String> meant = numbers(wish.text());
        Set<String> understood = numbers(answer.text());
        return !meant.isEmpty()
                && understood.stream().noneMatch(meant::contains)
                && understood.stream()
                        .anyMatch(number -> meant.stream().anyMatch(each -> each.length() == number.length()));
    }

    private static Set<String> numbers(String text) {
        var numbers = new HashSet<String>();
        NUMBER.matcher(text).results().forEach(found -> numbers.add(found.group()));
        return numbers;
    }

    private int annoyanceOf(Reading answer, Wish wish) {
        boolean again = answer.questions().stream()
                .filter(question -> !questionsHeard.add(Words.normal(question)))
                .findFirst()
                .isPresent();
        if (again) {
            return 2;
        }
        if (answer.confirmation()) {
            return 0;
        }
        return asksForNothingNew(answer, wish) ? 1 : 0;
    }

    private boolean asksForNothingNew(Reading answer, Wish wish) {
        List<Fact> facts = answered(answer);
        return facts.isEmpty() ? hasSaid(wish.text()) : facts.stream().allMatch(fact -> hasSaid(fact.text()));
    }

    /** What the person can say to the answer's questions. */
    List<Fact> answered(Reading answer) {
        var facts = new ArrayList<Fact>();
        for (String question : answer.questions()) {
            Set<Topic> asked = Topic.askedIn(question);
            List<Fact> answers = agenda.facts().stream()
                    .filter(fact -> !facts.contains(fact) && fact.answers(question, asked))
                    .toList();
            List<Fact> ofTheWish = answers.stream()
                    .filter(fact -> fact.topics().contains(Topic.REFERENCE)
                            && wish().text().contains(fact.text()))
                    .toList();
            facts.addAll(ofTheWish.isEmpty() ? answers : ofTheWish);
        }
        return facts;
    }

    boolean hasSaid(String text) {
        return said.indexOf(Words.normal(text)) >= 0;
    }

    /** Whether a message of exactly these words was said before. */
    boolean hasSaidAsMessage(String message) {
        return texts.contains(Words.normal(message));
    }

    /** Whether everything on the agenda was dealt with, granted or not. */
    boolean isDone() {
        return current >= agenda.wishes().size();
    }

    /** How many wishes were refused for good. */
    int refused() {
        return refused;
    }

    /** Whether the person has had enough. */
    boolean isExhausted() {
        return annoyance >= agenda.manner().patience;
    }

    /** The wish that it is about; the last one when all are dealt with. */
    Wish wish() {
        return agenda.wishes().get(Math.min(current, agenda.wishes().size() - 1));
    }

    List<Wish> wishesLeft() {
        return agenda.wishes()
                .subList(
                        Math.min(current, agenda.wishes().size()),
                        agenda.wishes().size());
    }

    Last last() {
        return last;
    }

    /** The last answer, as it was understood; null before the first. */
    @Nullable
    Reading reading() {
        return reading;
    }
}
