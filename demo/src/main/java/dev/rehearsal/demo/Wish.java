package dev.rehearsal.demo;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a customer may want of the desk, by the words that give it away. Where a message has words of several, the first counts. */
enum Wish {
    REFUND("refund|money back|send (it|this|them) back|return|erstatt|geld zurück|zurückgeben|zurückschicken|退款|退货|退钱"),
    CANCEL("cancel|call (it )?off|stornier|取消"),
    ADDRESS("(?<!mail )(?<!mail-)\\baddress|deliver(ed)? (it )?(to|elsewhere)|moved house|adresse|umgezogen|地址"),
    PRODUCT("\\bvolt|work (with|in)|price of|how much|in stock|dishwasher|volt\\b|preis|vorrätig|多少钱|电压|库存"),
    LIST("(all|list|which) .*orders|alle .*bestellungen|所有订单|全部订单"),
    STATUS(
            "where|when|what is in|what's in|status|track|arriv|deliver|\\blate\\b|parcel|\\bwo\\b|wann|liefer|sendung|paket|到|送|物流|哪里|快递|状态");

    private final Pattern words;

    Wish(String words) {
        this.words = Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The wish that a message speaks of. */
    static Optional<Wish> in(String message) {
        String text = message.replaceAll("(?i)e-?mail[- ]?(address|adresse)", "e-mail");
        return Arrays.stream(values())
                .filter(wish -> wish.words.matcher(text).find())
                .findFirst();
    }

    /** Whether it needs a customer's order. */
    boolean isAboutAnOrder() {
        return this != PRODUCT && this != LIST;
    }

    /** The part of phrase names. */
    String code() {
        return switch (this) {
            case REFUND -> "refund";
            case CANCEL -> "cancel";
            case ADDRESS -> "address";
            case PRODUCT -> "product";
            case LIST -> "list";
            case STATUS -> "status";
        };
    }
}
