package dev.rehearsal.models.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.model.ModelUri;
import dev.rehearsal.simulation.UserProvider;
import dev.rehearsal.simulation.UserReply.Intent;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OfflineUserTest {
    private static final TestCase CANCEL = TestCase.builder()
            .goal("Cancel order 1001, because you found it cheaper elsewhere")
            .context("customer_email", "mia@example.com")
            .context("customer_name", "Mia")
            .build();

    @Test
    void opensWithItsWishButNotWithEverythingItKnows() {
        for (long seed = 0; seed < 50; seed++) {
            assertThat(new Dialogue(CANCEL, seed).says())
                    .contains("cancel")
                    .doesNotContain("cheaper", "mia@example.com");
        }
    }

    @Test
    void givesWhatItIsAskedFor() {
        assertThat(Dialogue.of(CANCEL).hears("What is your e-mail address?").says())
                .contains("mia@example.com");
        assertThat(Dialogue.of(CANCEL).hears("Please tell me the order number.").says())
                .contains("1001");
        assertThat(Dialogue.of(CANCEL).hears("May I have your name and e-mail?").says())
                .contains("Mia")
                .contains("mia@example.com");
    }

    @Test
    void saysThatItDoesNotKnowTheRest() {
        var dialogue = Dialogue.of(CANCEL).hears("What is your order number and why do you cancel?");

        assertThat(dialogue.hears("What is your phone number?").says()).contains("order 1001");
        assertThat(dialogue.hears("And your postcode?").says()).matches("(?i).*(don't|can't|no idea).*");
    }

    @Test
    void saysYesToWhatItWantsAndNoToMore() {
        assertThat(Dialogue.of(CANCEL).hears("Shall I cancel order 1001?").says())
                .startsWith("Yes");
        assertThat(Dialogue.of(CANCEL).hears("Shall I cancel order 1002?").says())
                .startsWith("No")
                .contains("order 1001");
        assertThat(Dialogue.of("Get a refund for only the milk frother of order 1010")
                        .hears("Shall I refund order 1010 (espresso machine, milk frother)?")
                        .says())
                .startsWith("No")
                .contains("only the milk frother");
    }

    @Test
    void goesOnWithItsNextWishAndLeavesWhenAllIsDone() {
        var dialogue = Dialogue.of("Cancel order 1009 and find out whether the kettle works with 110 volts")
                .hears("Done, your order 1009 has been cancelled.");

        assertThat(dialogue.says()).contains("whether the kettle works with 110 volts");
        dialogue.hears("Yes, the kettle works with 110 volts as well as with 230.");
        assertThat(dialogue.next().intent()).isEqualTo(Intent.SATISFIED);
    }

    @Test
    void takesAPromiseForNoDeed() {
        var dialogue = Dialogue.of(CANCEL).hears("Sure, I will cancel it for you.");

        assertThat(dialogue.says()).contains("?");
        assertThat(dialogue.verdict().achieved()).isFalse();
    }

    @Test
    void insistsWhenItIsRefusedAndThenGivesUp() {
        var dialogue = Dialogue.of(
                        TestCase.of("Get a refund for order 1004. It was a present and you opened it only last week"))
                .hears("Unfortunately it is too late for a refund of order 1004.");

        assertThat(dialogue.says()).contains("it was a present and I opened it only last week");
        dialogue.hears("I am sorry, I cannot do that.");
        assertThat(dialogue.next().intent()).isEqualTo(Intent.GIVES_UP);
    }

    @Test
    void losesPatienceSoonerWhenItIsImpatient() {
        assertThat(answersUntilItGivesUp("You are impatient"))
                .isLessThan(answersUntilItGivesUp("You are polite and patient"));
    }

    @Test
    void saysNothingTwiceInTheSameWords() {
        var dialogue = Dialogue.of(
                TestCase.builder().goal("Cancel order 1001").persona("polite").build());
        Set<String> said = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            assertThat(said.add(dialogue.says())).isTrue();
            dialogue.hears("Sorry, I did not understand that.");
        }
    }

    @Test
    void speaksTheLanguageOfItsGoal() {
        assertThat(Dialogue.of("Die Bestellung 1011 stornieren").says()).contains("meine Bestellung stornieren");
        assertThat(Dialogue.of("取消订单1013").says()).contains("我").contains("取消我的订单");
        assertThat(Dialogue.of("إلغاء الطلب رقم 1001").says()).isEqualTo("إلغاء الطلب رقم 1001.");
        assertThat(Dialogue.of("Cancel the 🎂 order").says()).contains("🎂");
    }

    @Test
    void saysTheSameForTheSameSeed() {
        Set<String> openings = new HashSet<>();
        for (long seed = 0; seed < 20; seed++) {
            assertThat(new Dialogue(CANCEL, seed).says()).isEqualTo(new Dialogue(CANCEL, seed).says());
            openings.add(new Dialogue(CANCEL, seed).says());
        }
        assertThat(openings).hasSizeGreaterThan(2);
    }

    @Test
    void doesNotSeeToolCalls() {
        ToolCall call = ToolCall.of("1", "cancel_order", "{}").withResult("done: order 1001 has been cancelled");

        assertThat(Dialogue.of(CANCEL)
                        .hears("What is your e-mail address?", call)
                        .says())
                .isEqualTo(Dialogue.of(CANCEL)
                        .hears("What is your e-mail address?")
                        .says());
    }

    @Test
    void saysWhatItIs() {
        UserProvider provider = UserProvider.find(ModelUri.parse("offline:/")).orElseThrow();

        assertThat(provider.description()).contains("no model");
        assertThat(provider.user(ModelUri.parse("offline:/")).name()).isEqualTo("offline:/");
        assertThat(UserProvider.find(ModelUri.parse("openai:/gpt-4o-mini"))).isEmpty();
    }

    private static int answersUntilItGivesUp(String persona) {
        var dialogue = Dialogue.of(
                TestCase.builder().goal("Cancel order 1001").persona(persona).build());
        int answers = 0;
        while (dialogue.next().intent() != Intent.GIVES_UP && answers < 20) {
            dialogue.hears("Sorry, I did not understand that.");
            answers++;
        }
        return answers;
    }
}
