package dev.rehearsal.formats.masking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.Message;
import dev.rehearsal.conversation.SessionId;
import dev.rehearsal.conversation.Span;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.conversation.Turn;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.input.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskingTest {
    private static final Masking ALL = Masking.of(Masking.names(), List.of());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "write to ann.o'neil@mail.example.org, please | write to ann.o'[email], please",
                "José@bücher.example is mine | [email] is mine",
                "call +49 (30) 1234-5678 or (030) 123 4567 | call [phone] or [phone]",
                "card 4111-1111-1111-1111. | card [card].",
                "card 4111-1111-1111-1112 is none | card 4111-1111-1111-1112 is none",
                "full width ４１１１ １１１１ １１１１ １１１１! | full width [card]!",
                "from 192.168.0.17 and 2001:db8::1 | from [ip_address] and [ip_address]",
                "order 17 of 2026-03-01, 1.234,56 EUR | order 17 of 2026-03-01, 1.234,56 EUR",
                "nothing here | nothing here"
            })
    void replacesWhatItFinds(String text, String masked) {
        assertThat(ALL.mask(text)).isEqualTo(masked);
    }

    @Test
    void masksWhatWasAskedForOnly() {
        Masking masking = Masking.of(List.of("email"), List.of("customer=C-\\d+"));

        assertThat(masking.mask("ann@example.org, C-12345, +49 30 1234567"))
                .isEqualTo("[email], [customer], +49 30 1234567");
        assertThat(Masking.NONE.mask("ann@example.org")).isEqualTo("ann@example.org");
    }

    @Test
    void leavesNothingOfWhatOverlaps() {
        Masking masking = Masking.of(Masking.names(), List.of("order=17", "account=ACC-[0-9-]+"));

        assertThat(masking.mask("order 17, +49 171 1234567, ACC-4111-1111-1111-1111"))
                .isEqualTo("order [order], [phone], [account]");
    }

    @Test
    void leavesJsonJson() {
        assertThat(ALL.mask("{\"card\":4111111111111111,\"to\":[\"ann@example.org\",17,null,true]}"))
                .isEqualTo("{\"card\":\"[card]\",\"to\":[\"[email]\",17,null,true]}");
        assertThat(ALL.mask("{ \"order\" : 17 }")).as("untouched").isEqualTo("{ \"order\" : 17 }");
        assertThat(ALL.mask("{broken ann@example.org")).isEqualTo("{broken [email]");
    }

    @Test
    void masksATurnEverywhere() {
        String mail = "ann@example.org";
        var call = ToolCall.of("c1", "send", "{\"to\":\"" + mail + "\"}").withResult("sent to " + mail);
        var span = new Span(
                "0123456789abcdef",
                null,
                "to " + mail,
                "tool",
                Instant.EPOCH,
                Duration.ZERO,
                Attributes.of("a", List.of(Attributes.of("b", mail))),
                "not for " + mail);
        var turn = new Turn(
                1,
                Message.user("I am " + mail),
                new Answer(List.of(Message.assistant("Hello " + mail, List.of(call))), Usage.of(1, 2)),
                "no " + mail,
                Instant.EPOCH,
                Duration.ZERO,
                List.of(span));

        Turn masked = ALL.mask(turn);

        assertThat(masked.toString()).doesNotContain(mail);
        assertThat(masked.toString().split("\\[email]", -1)).hasSize(9);
        assertThat(masked.answer().usage()).isEqualTo(Usage.of(1, 2));
    }

    @Test
    void keepsSessionsApartWhoseIdsItMasks() {
        SessionId ann = ALL.mask(SessionId.of("ann@example.org"));

        assertThat(ann.value()).startsWith("masked-").doesNotContain("ann");
        assertThat(ALL.mask(SessionId.of("ann@example.org"))).isEqualTo(ann);
        assertThat(ALL.mask(SessionId.of("bob@example.org"))).isNotEqualTo(ann);
        assertThat(ALL.mask(SessionId.of("chat-1"))).isEqualTo(SessionId.of("chat-1"));
    }

    @Test
    @Timeout(60)
    void noPatternTakesForEver() {
        Masking masking = Masking.of(Masking.names(), List.of("evil=(a+)+$", "other=(x*)*y"));

        assertThat(masking.mask("a".repeat(50_000) + "!")).hasSize(50_001);
        assertThat(masking.mask("x".repeat(50_000))).hasSize(50_000);
        assertThat(masking.mask("1-".repeat(50_000))).isNotNull();
        assertThat(masking.mask("a.".repeat(50_000) + "@")).isNotNull();
    }

    @Test
    void saysEverythingThatIsWrong() {
        assertThatThrownBy(() ->
                        Masking.of(List.of("emial", "phone"), List.of("no", "a=(", "b=x*", "c=x", "c=y", "d=(?=x)y")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("there is no kind 'emial'")
                .hasMessageContaining("did you mean 'email'")
                .hasMessageContaining("expected NAME=REGEX")
                .hasMessageContaining("'a' is no regular expression")
                .hasMessageContaining("'b' fits an empty text")
                .hasMessageContaining("'c' stands twice")
                .hasMessageContaining("'d' is no regular expression");
    }
}
