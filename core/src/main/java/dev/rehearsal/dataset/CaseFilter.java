package dev.rehearsal.dataset;

import dev.rehearsal.input.InvalidInputException;
import dev.rehearsal.input.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Chooses test cases by what they are about. An expression has words, separated by spaces, all of which have to fit: {@code id:TEXT},
 * {@code tag:NAME}, {@code tag:NAME=VALUE}, {@code goal:TEXT}, or {@code TEXT} for any of the three; {@code !} before a word means not.
 * In ids and tags {@code *} stands for anything; goals fit where they contain the text. Upper and lower case are the same.
 */
public final class CaseFilter implements Predicate<TestCase> {
    private static final List<String> KINDS = List.of("id", "tag", "goal");

    private final List<Predicate<TestCase>> words;

    private CaseFilter(List<Predicate<TestCase>> words) {
        this.words = words;
    }

    /** @throws InvalidInputException if the expression is blank or a word has nothing to look for */
    public static CaseFilter parse(String expression) {
        var words = new ArrayList<Predicate<TestCase>>();
        for (String word : expression.strip().split("\\s+")) {
            words.add(word.startsWith("!") ? word(word.substring(1)).negate() : word(word));
        }
        return new CaseFilter(List.copyOf(words));
    }

    private static Predicate<TestCase> word(String word) {
        if (word.startsWith("id:")) {
            return id(wanted(word, 3));
        }
        if (word.startsWith("tag:")) {
            return tag(wanted(word, 4));
        }
        if (word.startsWith("goal:")) {
            return goal(wanted(word, 5));
        }
        int colon = word.indexOf(':');
        if (colon > 2 && !Names.suggestion(word.substring(0, colon), KINDS).isEmpty()) {
            throw new InvalidInputException(
                    "filter",
                    "'" + word + "' begins with none of " + String.join(", ", KINDS)
                            + Names.suggestion(word.substring(0, colon), KINDS));
        }
        String anywhere = wanted(word, 0);
        return id(anywhere).or(tag(anywhere)).or(goal(anywhere));
    }

    private static String wanted(String word, int start) {
        String wanted = word.substring(start);
        if (wanted.isEmpty()) {
            throw new InvalidInputException(
                    "filter",
                    "expected words such as id:refund-*, tag:vip, tag:tier=gold, goal:refund or refund, found '" + word
                            + "'");
        }
        return wanted;
    }

    private static Predicate<TestCase> id(String wanted) {
        Pattern pattern = pattern(wanted);
        return testCase -> pattern.matcher(testCase.caseId().value()).matches();
    }

    private static Predicate<TestCase> tag(String wanted) {
        int equals = wanted.indexOf('=');
        Pattern name = pattern(equals < 0 ? wanted : wanted.substring(0, equals));
        Pattern value = pattern(equals < 0 ? "*" : wanted.substring(equals + 1));
        return testCase -> testCase.tags().entrySet().stream()
                .anyMatch((Map.Entry<String, String> tag) ->
                        name.matcher(tag.getKey()).matches()
                                && value.matcher(tag.getValue()).matches());
    }

    private static Predicate<TestCase> goal(String wanted) {
        String part = wanted.toLowerCase(Locale.ROOT);
        return testCase -> testCase.goal().toLowerCase(Locale.ROOT).contains(part);
    }

    private static Pattern pattern(String wanted) {
        String[] parts = wanted.split("\\*", -1);
        var pattern = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            pattern.append(i == 0 ? "" : ".*").append(Pattern.quote(parts[i]));
        }
        return Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }

    @Override
    public boolean test(TestCase testCase) {
        return words.stream().allMatch(word -> word.test(testCase));
    }
}
