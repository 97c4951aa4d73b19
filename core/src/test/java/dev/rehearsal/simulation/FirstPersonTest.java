package dev.rehearsal.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirstPersonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "You want to cancel your reservation. | I want to cancel my reservation.",
                "You are Emma Kim. Your user id is emma_kim_9957. | I am Emma Kim. My user id is emma_kim_9957.",
                "If asked, say that you don't know it. | If asked, say that I don't know it.",
                "It is ok because you were out of town. | It is ok because I was out of town.",
                "You think that you've paid, so it is yours. | I think that I've paid, so it is mine.",
                "The agent owes you an answer, you think. | The agent owes me an answer, I think.",
                "Get the kettle replaced. | Get the kettle replaced.",
                "退掉订单1077的水壶。 | 退掉订单1077的水壶。",
                "Kettle'ı iade et. | Kettle'ı iade et."
            })
    void putsWhatAPersonWasToldIntoTheirMouth(String told, String said) {
        assertThat(FirstPerson.of(told)).isEqualTo(said);
    }
}
