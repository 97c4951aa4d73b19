package dev.rehearsal.demo;

import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.ToolCall;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One conversation of the rule-based desk: it finds out what the customer wants, asks for what it needs one by one, asks before it
 * changes anything, and does it. Not thread-safe.
 */
final class DeskTalk {
    private final DeskTools tools;
    private final List<ToolCall> calls = new ArrayList<>();
    private int callsMade;

    private boolean greeted;
    private SpokenResults spoken = new SpokenResults(DeskPhrases.inTheLanguageOf(""));
    private @Nullable Wish wish;
    private @Nullable String email;
    private String name = "";
    private @Nullable Integer order;
    private List<String> products = List.of();
    private @Nullable String address;
    private @Nullable String question;
    private @Nullable String refusal;
    private boolean askedForEmail;
    private boolean askedForOrder;

    DeskTalk(DeskTools tools) {
        this.tools = tools;
    }

    /** Answers the customer's next message. */
    Answer reply(String message) {
        calls.clear();
        if (!greeted || message.length() > 20) {
            spoken = new SpokenResults(DeskPhrases.inTheLanguageOf(message));
            greeted = true;
        }
        return Answer.of(answer(Heard.in(message)), calls);
    }

    private String answer(Heard heard) {
        heard.orderNumber().ifPresent(number -> order = number);
        heard.address().ifPresent(given -> address = given);
        if (!heard.products().isEmpty()) {
            products = heard.products();
        }
        if (heard.email().isPresent()) {
            String given = heard.email().get();
            ToolCall found = call(DeskTools.FIND_CUSTOMER, Map.of("email", given));
            if (found.failed()) {
                return say("unknown_email", Map.of("email", given));
            }
            email = given;
            name = result(found).text("name").orElse("");
        }
        if (question != null) {
            return decided(heard, question);
        }
        heard.wish().ifPresent(this::begin);
        return wish == null ? smallTalk(heard) : goOn(wish, heard);
    }

    private void begin(Wish next) {
        if (next != wish) {
            askedForOrder = false;
            refusal = null;
        }
        wish = next;
    }

    private String decided(Heard heard, String asked) {
        if (heard.yes() && wish != null) {
            question = null;
            return perform(wish);
        }
        if (heard.no()) {
            question = null;
            if (heard.wish().isPresent()) {
                begin(heard.wish().get());
                return goOn(heard.wish().get(), heard);
            }
            wish = null;
            return say("nothing_changed");
        }
        return say("yes_or_no", Map.of("question", asked));
    }

    private String smallTalk(Heard heard) {
        if (heard.thanks()) {
            return say("welcome");
        }
        if (refusal != null) {
            return say("insist", Map.of("refusal", refusal));
        }
        return heard.greeting() ? say("greeting") : say(heard.yes() ? "help" : "not_understood");
    }

    private String goOn(Wish wanted, Heard heard) {
        if (wanted == Wish.PRODUCT) {
            return aboutTheProduct();
        }
        if (email == null) {
            String phrase = askedForEmail ? "ask_email_again" : "ask_email";
            askedForEmail = true;
            return say(phrase);
        }
        if (wanted == Wish.LIST) {
            wish = null;
            return say("list", Map.of("orders", spoken.orders(orders(email))));
        }
        if (order == null) {
            String missing = findOrder(email);
            if (missing != null) {
                return missing;
            }
        }
        return aboutTheOrder(wanted, email, order == null ? 0 : order);
    }

    private String aboutTheProduct() {
        if (products.isEmpty()) {
            return say("ask_product");
        }
        wish = null;
        Attributes found = result(call(DeskTools.PRODUCT_INFO, Map.of("product", products.getFirst())));
        return say("product", values(found));
    }

    /** Finds the order by what is in it, or by being the only one; else gives the question that is left. */
    private @Nullable String findOrder(String customer) {
        if (products.isEmpty() && !askedForOrder) {
            askedForOrder = true;
            return say("ask_order", Map.of("name", name));
        }
        var candidates = new ArrayList<Integer>();
        List<?> orders = orders(customer);
        for (Object each : orders) {
            if (each instanceof Map<?, ?> summary
                    && summary.get("order_number") instanceof Number number
                    && summary.get("things") instanceof List<?> things
                    && (products.isEmpty() || things.stream().anyMatch(products::contains))) {
                candidates.add(number.intValue());
            }
        }
        if (candidates.size() == 1) {
            order = candidates.getFirst();
            return null;
        }
        return orders.isEmpty()
                ? say("no_orders", Map.of("email", customer))
                : say("choose_order", Map.of("orders", spoken.orders(orders)));
    }

    private String aboutTheOrder(Wish wanted, String customer, int number) {
        ToolCall looked = call(DeskTools.ORDER_STATUS, about(customer, number));
        if (looked.failed()) {
            order = null;
            askedForOrder = true;
            wish = null;
            refusal = say("unknown_order", Map.of("order", String.valueOf(number), "email", customer));
            return refusal;
        }
        Attributes found = result(looked);
        String status = found.text("status").orElse("");
        return switch (wanted) {
            case STATUS, LIST, PRODUCT -> {
                wish = null;
                yield say("status_" + status, values(found));
            }
            case CANCEL ->
                status.equals("processing") ? ask("confirm_cancel", found) : refuse("cancel_" + status, found);
            case ADDRESS -> {
                if (!status.equals("processing")) {
                    yield refuse("address_" + status, found);
                }
                yield address == null ? say("ask_address", values(found)) : ask("confirm_address", found);
            }
            case REFUND -> {
                if (!status.equals("delivered")) {
                    yield refuse("refund_" + status, found);
                }
                yield isTooLate(found) ? refuse("refund_too_late", found) : ask("confirm_refund", found);
            }
        };
    }

    private static boolean isTooLate(Attributes found) {
        return found.text("delivered_on")
                .filter(date ->
                        LocalDate.parse(date).plusDays(DeskTools.REFUND_DAYS).isBefore(Shop.TODAY))
                .isPresent();
    }

    private String perform(Wish wanted) {
        Map<String, Object> arguments = about(email == null ? "" : email, order == null ? 0 : order);
        if (wanted == Wish.ADDRESS && address != null) {
            arguments.put("address", address);
        }
        ToolCall done = call(
                switch (wanted) {
                    case REFUND -> DeskTools.REFUND_ORDER;
                    case ADDRESS -> DeskTools.CHANGE_ADDRESS;
                    default -> DeskTools.CANCEL_ORDER;
                },
                arguments);
        wish = null;
        if (done.failed()) {
            return refuse("refund_twice", result(call(DeskTools.ORDER_STATUS, arguments)));
        }
        return say("done_" + wanted.code(), values(result(done)));
    }

    private static Map<String, Object> about(String customer, int number) {
        var arguments = new LinkedHashMap<String, Object>();
        arguments.put("email", customer);
        arguments.put("order_number", number);
        return arguments;
    }

    private String ask(String phrase, Attributes found) {
        question = say(phrase, values(found));
        return question;
    }

    private String refuse(String phrase, Attributes found) {
        wish = null;
        refusal = say("refuse_" + phrase, values(found));
        return refusal;
    }

    private List<?> orders(String customer) {
        return result(call(DeskTools.LIST_ORDERS, Map.of("email", customer)))
                                .get("orders")
                                .orElse(List.of())
                        instanceof List<?> list
                ? list
                : List.of();
    }

    private ToolCall call(String tool, Map<String, ?> arguments) {
        ToolCall call = tools.call("call-" + ++callsMade, tool, Attributes.from(arguments));
        calls.add(call);
        return call;
    }

    private static Attributes result(ToolCall call) {
        String result = call.result();
        return call.failed() || result == null ? Attributes.EMPTY : Attributes.parse(result);
    }

    private Map<String, String> values(Attributes found) {
        Map<String, String> values = spoken.values(found);
        values.put("address", address == null ? "" : address);
        return values;
    }

    private String say(String phrase, Map<String, String> values) {
        return spoken.say(phrase, values);
    }

    private String say(String phrase) {
        return spoken.say(phrase, Map.of());
    }
}
