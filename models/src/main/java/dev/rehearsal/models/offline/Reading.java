package dev.rehearsal.models.offline;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the offline user makes of an answer, by its words.
 *
 * @param text all of it
 * @param told what is not a question
 * @param questions what it asks, offers of more help not counted
 * @param confirmation whether one of the questions wants a yes or no before something is done
 * @param misunderstood whether it says that it did not understand
 * @param welcome whether it asks what the person wants at all
 * @param refuses whether it says that something cannot be done or found
 * @param promises whether it says that something will be done
 * @param done whether it says that something was done
 */
record Reading(
        String text,
        String told,
        List<String> questions,
        boolean confirmation,
        boolean misunderstood,
        boolean welcome,
        boolean refuses,
        boolean promises,
        boolean done) {
    private static final Pattern SENTENCE = Pattern.compile("(?<=[.!?])[\"')]*\\s+|(?<=[。！？])|\\n+");
    private static final Pattern REQUEST = pattern(
            "\\b(please|could you|can you) (?:also )?(tell|give|provide|share|send|enter|state|confirm|specify|describe|let me know)\\b|\\blet me know\\b|\\bi (?:still )?need (?:your|the|a|to know)\\b"
                    + "|\\b(bitte|nennen|geben|teilen) (nennen|geben|teilen|schicken|bestätigen|sagen|sie mir)\\b|请(您)?(提供|告诉|输入|告知|回答|说明)");
    private static final Pattern OFFER = pattern(
            "\\b(anything|something|what) else\\b|further (help|questions?|assistance)|more (i|we) can|other questions"
                    + "|sonst noch|noch etwas|weitere (fragen|hilfe)"
                    + "|还有其他|还需要");
    private static final Pattern WELCOME = pattern(
            "how (can|may) (i|we) help|what can (i|we) (do|help)|what would you like\\?|was kann ich für sie tun|wie kann ich (ihnen )?helfen|was möchten sie\\?|有什么可以帮|您需要什么");
    private static final Pattern INTENTION = pattern(
            "\\b(shall|should) (i|we)\\b|\\b(do|would) you (want|like) (me|us) to\\b|\\bsoll ich\\b|\\bsollen wir\\b|möchten sie, dass|要(为您)?.*吗|是否");
    private static final Pattern CONFIRMATION = pattern(
            "\\b(may|can) (i|we)\\b|\\b(is|does) (that|this|it) (right|correct|ok|okay|fine|sound|look)|\\b(right|correct|okay)\\?"
                    + "|\\bconfirm\\b|\\bgo ahead\\?|\\bproceed\\b|\\byes or no\\b|ist das (richtig|korrekt|so|recht)|\\brichtig\\?|einverstanden|ja oder nein"
                    + "|对吗|可以吗|确认|好吗");
    private static final Pattern MORE = pattern("\\b(would you like|do you want|möchten sie)\\b");
    private static final Pattern MISUNDERSTOOD = pattern(
            "(not|n't|n’t) (quite |fully )?(understand|understood|catch|get that)|could you rephrase|please rephrase|nicht (richtig )?verstanden|verstehe .{0,30}nicht|没有?听懂|不明白|不理解");
    private static final Pattern REFUSAL = pattern(
            "\\b(cannot|can't|can’t|can not|could not|couldn't|unable to|not (possible|able|allowed|eligible|permitted)|no longer|too late|(find|found|see|have) no|don't have|do not have|not find|not found|i'm afraid|unfortunately|sorry)\\b"
                    + "|kann .{0,60}nicht\\b|nicht (mehr )?möglich|\\bleider\\b|tut mir leid|finde .{0,60}\\b(nicht|keine)\\b|无法|不能|没有找到|找不到|抱歉");
    private static final Pattern PROMISE = pattern(
            "\\b(i|we)('ll|’ll| will| am going to| are going to)\\b|\\blet me (check|look|see|do)\\b|\\b(one|a) moment\\b|\\b(i|we) can (?!not)|\\bich kann\\b|\\bich werde\\b|\\beinen moment\\b|我(可以|会|马上|这就)|请稍等");
    private static final Pattern DONE = pattern(
            "\\bdone\\b|\\bcompleted\\b|\\bsuccessfully\\b|\\b(i|we)( have|'ve|’ve)( just| now| already)? \\p{L}+(ed|nt|ut|de)\\b|\\bhas (now )?been\\b|\\bis now\\b|\\bnow goes\\b"
                    + "|\\berledigt\\b|\\bhabe .{0,60}(storniert|geändert|erstattet|gebucht|geschickt)|已经|办好|已为您");

    static Reading of(String answer) {
        var told = new StringBuilder();
        var questions = new ArrayList<String>();
        boolean confirmation = false;
        boolean welcome = false;
        for (String part : SENTENCE.split(answer)) {
            String sentence = part.strip();
            boolean asks = sentence.endsWith("?")
                    || sentence.endsWith("？")
                    || REQUEST.matcher(sentence).find();
            if (!asks) {
                told.append(sentence).append(' ');
            } else if (WELCOME.matcher(sentence).find()) {
                welcome = true;
            } else if (!OFFER.matcher(sentence).find()) {
                questions.add(sentence);
                confirmation |= INTENTION.matcher(sentence).find()
                        || CONFIRMATION.matcher(sentence).find()
                                && Topic.askedIn(sentence).isEmpty();
            }
        }
        String statement = told.toString().strip();
        return new Reading(
                answer,
                statement,
                List.copyOf(questions),
                confirmation,
                MISUNDERSTOOD.matcher(answer).find(),
                welcome,
                REFUSAL.matcher(statement).find(),
                PROMISE.matcher(statement).find(),
                DONE.matcher(statement).find());
    }

    boolean asks() {
        return !questions.isEmpty();
    }

    /** Whether its questions only offer something more. */
    boolean onlyOffersMore() {
        return !confirmation
                && questions.stream()
                        .allMatch(question -> MORE.matcher(question).find());
    }

    private static Pattern pattern(String text) {
        return Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}
