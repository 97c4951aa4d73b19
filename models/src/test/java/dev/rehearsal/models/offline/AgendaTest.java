package dev.rehearsal.models.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.dataset.TestCase;
import dev.rehearsal.models.offline.Agenda.Fact;
import dev.rehearsal.models.offline.Agenda.Wish;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AgendaTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Cancel order 1001                                  | cancel order 1001",
                "You want to cancel your trip                       | cancel my trip",
                "Successfully configure experiment tracking         | configure experiment tracking",
                "Identify and fix a model deployment error          | identify and fix a model deployment error",
                "Find out when order 7001 arrives                   | know when order 7001 arrives",
                "For your trip to Rome, you want to add two bags    | add two bags for my trip to Rome",
                "Herausfinden, wann die Bestellung 1011 kommt       | wissen, wann die Bestellung 1011 kommt",
                "Du möchtest deine Adresse ändern                   | meine Adresse ändern",
                "你想取消订单1013                                    | 取消订单1013",
            })
    void saysTheGoalInTheFirstPerson(String goal, String wish) {
        assertThat(agenda(goal).wishes()).extracting(Wish::text).containsExactly(wish);
    }

    @Test
    void takesApartGoalsOfSeveralWishes() {
        assertThat(agenda(
                                "Cancel order 1009 and then find out whether it can be refunded. Also, you want to change your address.")
                        .wishes())
                .extracting(Wish::text)
                .containsExactly("cancel order 1009", "know whether it can be refunded", "change my address");
    }

    @Test
    void tellsWishesFromRemarks() {
        Agenda agenda = agenda("You want to cancel your reservation. You were ill that week.");

        assertThat(agenda.wishes()).hasSize(1);
        assertThat(agenda.remarks()).containsExactly("I was ill that week");
    }

    @Test
    void makesAWishOfAGoalThatIsOnlyAStory() {
        assertThat(agenda("Your flight was delayed").wishes())
                .extracting(Wish::text)
                .containsExactly("my flight was delayed.");
    }

    @Test
    void knowsContextPersonaAndGuidelines() {
        Agenda agenda = Agenda.of(TestCase.builder()
                .goal("Cancel reservation EHGLP3")
                .persona("You are Emma Kim. Your user id is emma_kim_9957.")
                .context("contact", Map.of("phone", "555-0100"))
                .simulationGuidelines("If the agent asks how many bags you have, say that you have three bags.")
                .build());

        assertThat(agenda.facts())
                .extracting(Fact::text)
                .contains("Emma Kim", "emma_kim_9957", "555-0100", "EHGLP3", "I have three bags");
    }

    @Test
    void readsTheMannerFromThePersona() {
        for (var each : List.of(
                List.of("You are a frustrated data scientist", "IMPATIENT"),
                List.of("You are a beginner who needs step-by-step guidance", "BEGINNER"),
                List.of("Du bist sehr höflich", "POLITE"),
                List.of("你说话简短", "TERSE"),
                List.of("You are an astronaut", "PLAIN"))) {
            assertThat(Manner.of(each.getFirst())).hasToString(each.getLast());
        }
    }

    private static Agenda agenda(String goal) {
        return Agenda.of(TestCase.of(goal));
    }
}
