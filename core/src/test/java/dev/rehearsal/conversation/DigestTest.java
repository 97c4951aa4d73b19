package dev.rehearsal.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DigestTest {
    @Test
    void isTheSha256OfTheTextInUtf8() {
        assertThat(Digest.of("abc").hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Digest.of("grüezi").hex())
                .isEqualTo("97efc0b40e7e91422f31620201d7200b74722c8f1776c263577c604026eb92b3");
    }

    @Test
    void isCutAtWholeBytes() {
        assertThat(Digest.of("abc").hex(4)).isEqualTo("ba7816bf");
    }

    @Test
    void isANumberAndBase64() {
        assertThat(Digest.of("abc").number()).isEqualTo(0xba7816bf8f01cfeaL);
        assertThat(Digest.of("abc").base64()).isEqualTo("ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
    }

    @Test
    void beginsWithAnotherByteThanZeroWhereItHasTo() {
        assertThat(Digest.of("286").hex(4)).isEqualTo("00328ce5");
        assertThat(Digest.of("286").notZero().hex(4)).isEqualTo("01328ce5");
        assertThat(Digest.of("abc").notZero().hex()).isEqualTo(Digest.of("abc").hex());
    }
}
