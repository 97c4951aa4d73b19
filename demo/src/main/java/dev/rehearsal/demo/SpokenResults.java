package dev.rehearsal.demo;

import dev.rehearsal.conversation.Attributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the tools returned, as the rule-based desk says it to the customer. */
record SpokenResults(DeskPhrases phrases) {
    /** The values that phrases can use. */
    Map<String, String> values(Attributes found) {
        var values = new HashMap<String, String>();
        found.text("order_number").ifPresent(number -> values.put("order", number));
        found.get("things").ifPresent(things -> values.put("things", phrases.listed(texts(things))));
        for (String amount : List.of("total", "amount", "price")) {
            found.get(amount).ifPresent(euros -> values.put(amount, phrases.money(euros)));
        }
        for (String text : List.of("carrier", "tracking", "product", "facts")) {
            found.text(text).ifPresent(value -> values.put(text, value));
        }
        found.text("in_stock").ifPresent(count -> values.put("stock", count));
        found.text("expected_on").ifPresent(date -> values.put("expected", phrases.date(date)));
        found.text("delivered_on").ifPresent(date -> values.put("delivered", phrases.date(date)));
        return values;
    }

    /** A list of orders, each with what is in it. */
    String orders(List<?> orders) {
        var lines = new ArrayList<String>();
        for (Object each : orders) {
            if (each instanceof Map<?, ?> summary) {
                lines.add(phrases.say(
                        "order_line",
                        Map.of(
                                "order", String.valueOf(summary.get("order_number")),
                                "things", phrases.listed(texts(summary.get("things"))),
                                "status", phrases.say(String.valueOf(summary.get("status"))))));
            }
        }
        return phrases.listed(lines);
    }

    String say(String phrase, Map<String, String> values) {
        return phrases.say(phrase, values);
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
    }
}
