package dev.rehearsal.scorers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Conversation;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.scoring.Feedback;
import dev.rehearsal.scoring.NoJudge;
import dev.rehearsal.scoring.SessionToScore;
import dev.rehearsal.scoring.TurnScorer;
import dev.rehearsal.scoring.TurnToScore;
import dev.rehearsal.simulation.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerScorersTest {
    @ParameterizedTest
    @CsvSource({
        "search, false, order 17 is on its way, yes",
        "search, false, ORDER 17, no",
        "search, true, ORDER 17, yes",
        "fullmatch, false, order 17, yes",
        "fullmatch, false, my order 17, no"
    })
    void findsAPatternInAnAnswer(String matchType, boolean caseInsensitive, String answer, String value) {
        assertThat(value(
                        "regex_match",
                        Map.of("pattern", "order \\d+", "match_type", matchType, "case_insensitive", caseInsensitive),
                        answer))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "write to jane.doe@example.org please, email",
        "call +44 20 7946 0958 now, phone",
        "call (555) 123-4567, phone",
        "call 555-123-4567 now, phone",
        "it is 123-45-6789, ssn",
        "card 4111 1111 1111 1111 thanks, credit_card",
        "card 4111111111111111, credit_card",
        "from 192.168.100.200 today, ip_address",
        "from 2001:db8::1, ip_address",
        "card ４１１１ １１１１ １１１１ １１１１, credit_card",
        "it is ١٢٣-٤٥-٦٧٨٩, ssn",
        "it is 123‑45‑6789, ssn"
    })
    void findsPersonalData(String answer, String kind) {
        Feedback feedback = turn("pii_detection", Map.of(), answer).getFirst();

        assertThat(feedback.value().text()).isEqualTo("no");
        assertThat(feedback.rationale()).isEqualTo("found " + kind + " (1)");
        assertThat(value("pii_detection", Map.of("types", List.of(kind)), answer))
                .isEqualTo("no");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "card 4111 1111 1111 1112",
                "it is 000-12-3456",
                "it is 666-12-3456",
                "version 1.2.3 of 2024-05-12",
                "order 1234567890",
                "at 12:30:45",
                "from 300.1.2.3",
                "you owe 1,234.50",
                "me @ home"
            })
    void takesNothingElseForPersonalData(String answer) {
        assertThat(value("pii_detection", Map.of(), answer)).isEqualTo("yes");
    }

    @Test
    void looksOnlyForTheKindsThatWereNamed() {
        assertThat(value("pii_detection", Map.of("types", List.of("ssn")), "jane@example.org"))
                .isEqualTo("yes");
        assertThatThrownBy(() -> turn("pii_detection", Map.of("types", List.of("emial")), "x"))
                .hasMessageContaining("did you mean 'email'?");
    }

    @ParameterizedTest
    @CsvSource({"2, 4, chars, 😀😀😀, yes", "2, 4, chars, x, no", "2, 4, words, one two three four five, no"})
    void measuresLength(int min, int max, String unit, String answer, String value) {
        assertThat(value("response_length", Map.of("min", min, "max", max, "unit", unit), answer))
                .isEqualTo(value);
    }

    @Test
    void needsABoundOfLengthThatCanBeMet() {
        assertThatThrownBy(() -> turn("response_length", Map.of(), "x"))
                .hasMessageContaining("give 'min', 'max' or both");
        assertThatThrownBy(() -> turn("response_length", Map.of("min", 3, "max", 2), "x"))
                .hasMessageContaining("greater than 'max'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":1}|yes",
                "[1, 2]|yes",
                "{\"a\":1} and more|no",
                "{\"a\":1,\"a\":2}|no",
                "{a:1}|no",
                "```json {} ```|no"
            })
    void knowsJson(String answer, String value) {
        assertThat(value("json_validity", Map.of(), answer)).isEqualTo(value);
    }

    @Test
    void asksForTypeAndNamesInJson() {
        assertThat(turn("json_validity", Map.of("required", List.of("id", "name")), "{\"id\":null}")
                        .getFirst()
                        .rationale())
                .isEqualTo("the object has no name");
        assertThat(value("json_validity", Map.of(), " ")).isEqualTo("no");
        assertThat(value("json_validity", Map.of(), "```json\n{}\n```")).isEqualTo("no");
        assertThat(value("json_validity", Map.of("type", "object"), "[]")).isEqualTo("no");
        assertThat(value("json_validity", Map.of("fenced", true), "```json\n{}\n```"))
                .isEqualTo("yes");
    }

    @Test
    void measuresLatencyAndComparesItWithABound() {
        assertThat(turn("latency", Map.of("max", "500ms"), "x"))
                .extracting(each -> each.name() + " " + each.value().text())
                .containsExactly("latency 1.25", "latency_within no");
        assertThat(turn("latency", Map.of("max", 2), "x").get(1).value().text()).isEqualTo("yes");
    }

    @Test
    void saysThatAQuestionHadToBeAskedAgain() {
        assertThat(session(
                                Turn.of(1, "Hello. Where is my order 17?", Answer.of("Nice weather.")),
                                Turn.of(2, "Please: where is my order 17?", Answer.of("Oh, that.")))
                        .getFirst()
                        .rationale())
                .contains("question of turn 1 is asked again in turn 2");
    }

    @Test
    void seesBlankAnswersAndOtherQuestions() {
        assertThat(session(Turn.of(1, "Where is it?", Answer.of(" ")))
                        .getFirst()
                        .value()
                        .text())
                .isEqualTo("no");
        assertThat(session(
                                Turn.of(1, "Where is my order?", Answer.of("On its way.")),
                                Turn.of(2, "When will it be here?", Answer.of("Tomorrow.")))
                        .getFirst()
                        .value()
                        .text())
                .isEqualTo("yes");
        assertThat(session(Turn.of(1, "Thanks.", Answer.of("Bye.")))).isEmpty();
    }

    private static String value(String name, Map<String, ?> options, String answer) {
        return turn(name, options, answer).getFirst().value().text();
    }

    private static List<Feedback> turn(String name, Map<String, ?> options, String answer) {
        var turn = new Turn(
                1, Message.user("hi"), Answer.of(answer), null, Instant.EPOCH, Duration.ofMillis(1250), List.of());
        var scorer = (TurnScorer) Scorers.open(name, Attributes.from(options));
        try {
            return scorer.score(new TurnToScore(
                    TestCase.of("a goal"),
                    new SessionId("sim-1"),
                    turn,
                    new Conversation(List.of(turn)),
                    new NoJudge()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static List<Feedback> session(Turn... turns) {
        return new NoUnansweredQuestion()
                .score(new SessionToScore(
                        TestCase.of("a goal"),
                        new SessionId("sim-1"),
                        new Conversation(List.of(turns)),
                        new StopReason.MaxTurns("2"),
                        new NoJudge()));
    }
}
