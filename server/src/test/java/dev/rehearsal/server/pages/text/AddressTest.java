package dev.rehearsal.server.pages.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"sim-1", "team/bot", "..", ".", "~x", "a b", "ä 中文", "100 %", "a;b?c#d", "\\", "x\ny", "\"<>'&"})
    void namesAnythingAndIsReadBack(String name) {
        URI address = URI.create(Address.of("sessions", name).toString());

        assertThat(address.getRawPath()).matches("/sessions/[^/;\\\\]+").doesNotContain("%2F", "%5C", "/..");
        assertThat(Address.named(address.getPath().substring("/sessions/".length())))
                .isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a&b=c", "<script>", "ä 中文", "+"})
    void encodesParameters(String value) {
        URI address = URI.create(
                Address.of("sessions").with("text", value).with("run", "").toString());

        assertThat(address.getQuery()).isEqualTo("text=" + value);
    }
}
