package dev.rehearsal.server.guard;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The secret that everybody has to show. Browsers get a pass made of it, which runs out; the secret itself is in no cookie. */
final class Token {
    static final Duration TERM = Duration.ofDays(7);

    private static final String ALGORITHM = "HmacSHA256";

    private final byte[] secret;

    Token(String token) {
        this.secret = token.getBytes(StandardCharsets.UTF_8);
    }

    /** Takes as long whatever is shown. */
    boolean is(String shown) {
        return MessageDigest.isEqual(sign("shown"), new Token(shown).sign("shown"));
    }

    String pass(Instant now) {
        String until = Long.toString(now.plus(TERM).getEpochSecond());
        return until + "." + HexFormat.of().formatHex(sign("pass until " + until));
    }

    boolean isPass(String shown, Instant now) {
        int dot = shown.indexOf('.');
        if (dot < 0) {
            return false;
        }
        String until = shown.substring(0, dot);
        String signed = HexFormat.of().formatHex(sign("pass until " + until));
        return MessageDigest.isEqual(
                        signed.getBytes(StandardCharsets.UTF_8),
                        shown.substring(dot + 1).getBytes(StandardCharsets.UTF_8))
                && until.matches("[0-9]{1,18}")
                && Long.parseLong(until) > now.getEpochSecond();
    }

    private byte[] sign(String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** So that it stands in no log. */
    @Override
    public String toString() {
        return "token";
    }
}
