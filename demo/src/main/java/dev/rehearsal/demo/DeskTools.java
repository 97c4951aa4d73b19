package dev.rehearsal.demo;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.ToolCall;
import dev.rehearsal.demo.Shop.Customer;
import dev.rehearsal.demo.Shop.Order;
import dev.rehearsal.demo.Shop.Order.Item;
import dev.rehearsal.demo.Shop.Product;
import dev.rehearsal.model.ToolSpec;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the order desk can do, and the rules it keeps. Everything about an order needs the e-mail address of the customer who placed it. */
final class DeskTools {
    static final String FIND_CUSTOMER = "find_customer";
    static final String LIST_ORDERS = "list_orders";
    static final String ORDER_STATUS = "order_status";
    static final String CANCEL_ORDER = "cancel_order";
    static final String CHANGE_ADDRESS = "change_address";
    static final String REFUND_ORDER = "refund_order";
    static final String PRODUCT_INFO = "product_info";

    /** A thing can be given back within that many days of its delivery. */
    static final int REFUND_DAYS = 30;

    private static final String EMAIL =
            "\"email\":{\"type\":\"string\",\"description\":\"the customer's e-mail address\"}";
    private static final String NUMBER = "\"order_number\":{\"type\":\"integer\"}";

    static final List<ToolSpec> SPECS = List.of(
            spec(FIND_CUSTOMER, "Checks that a customer with this e-mail address is known.", EMAIL, "email"),
            spec(LIST_ORDERS, "Lists a customer's orders, newest first.", EMAIL, "email"),
            spec(
                    ORDER_STATUS,
                    "Tells an order's status, things, address, carrier and dates.",
                    EMAIL + "," + NUMBER,
                    "email",
                    "order_number"),
            spec(
                    CANCEL_ORDER,
                    "Cancels an order that was not shipped yet. Ask the customer to confirm before.",
                    EMAIL + "," + NUMBER,
                    "email",
                    "order_number"),
            spec(
                    CHANGE_ADDRESS,
                    "Changes where an order is delivered, as long as it was not shipped. Ask the customer to confirm before.",
                    EMAIL + "," + NUMBER + ",\"address\":{\"type\":\"string\"}",
                    "email",
                    "order_number",
                    "address"),
            spec(
                    REFUND_ORDER,
                    "Refunds a delivered order within 30 days of its delivery, or one thing of it where 'product' is given."
                            + " Ask the customer to confirm before.",
                    EMAIL + "," + NUMBER
                            + ",\"product\":{\"type\":\"string\",\"description\":\"leave out for the whole order\"}",
                    "email",
                    "order_number"),
            spec(
                    PRODUCT_INFO,
                    "Tells a product's price, stock and technical facts.",
                    "\"product\":{\"type\":\"string\",\"description\":\"its name or a part of it\"}",
                    "product"));

    private final Shop shop;

    DeskTools(Shop shop) {
        this.shop = shop;
    }

    /** Makes a call; what goes against the rules comes back as a failed call whose result starts with the rule's code. */
    ToolCall call(String id, String name, Attributes arguments) {
        ToolCall call = ToolCall.of(id, name, arguments.toJson());
        try {
            return call.withResult(Attributes.from(result(name, arguments)).toJson());
        } catch (RefusedException e) {
            return call.withFailure(e.getMessage());
        }
    }

    private Map<String, @Nullable Object> result(String name, Attributes arguments) throws RefusedException {
        return switch (name) {
            case FIND_CUSTOMER -> Map.of("name", customer(arguments).name());
            case LIST_ORDERS ->
                Map.of(
                        "orders",
                        shop.orders(customer(arguments)).stream()
                                .map(ToolResults::summary)
                                .toList());
            case ORDER_STATUS -> ToolResults.details(order(arguments));
            case CANCEL_ORDER -> cancel(arguments);
            case CHANGE_ADDRESS -> changeAddress(arguments);
            case REFUND_ORDER -> refund(arguments);
            case PRODUCT_INFO -> ToolResults.details(product(text(arguments, "product")));
            default -> throw new RefusedException("unknown_tool", "there is no tool " + name);
        };
    }

    private Map<String, @Nullable Object> cancel(Attributes arguments) throws RefusedException {
        Order order = order(arguments);
        requireProcessing(order, "cancelled");
        shop.cancel(order);
        return ToolResults.details(order(arguments));
    }

    private Map<String, @Nullable Object> changeAddress(Attributes arguments) throws RefusedException {
        Order order = order(arguments);
        requireProcessing(order, "sent elsewhere");
        String address = text(arguments, "address").strip();
        if (address.length() < 8 || address.codePoints().noneMatch(Character::isDigit)) {
            throw new RefusedException("incomplete_address", "street, number, postcode and place are needed");
        }
        shop.moveTo(order, address);
        return ToolResults.details(order(arguments));
    }

    private Map<String, @Nullable Object> refund(Attributes arguments) throws RefusedException {
        Order order = order(arguments);
        LocalDate delivered = order.shipment() == null ? null : order.shipment().deliveredOn();
        if (!order.status().equals("delivered") || delivered == null) {
            throw new RefusedException("not_delivered", "order " + order.number() + " is " + order.status());
        }
        if (delivered.plusDays(REFUND_DAYS).isBefore(Shop.TODAY)) {
            throw new RefusedException(
                    "too_late",
                    "order " + order.number() + " was delivered on " + delivered + ", more than " + REFUND_DAYS
                            + " days ago");
        }
        List<Item> items = order.items();
        if (arguments.get("product").isPresent()) {
            String sku = product(text(arguments, "product")).sku();
            items = items.stream().filter(item -> item.sku().equals(sku)).toList();
        }
        items = items.stream().filter(item -> !item.refunded()).toList();
        if (items.isEmpty()) {
            throw new RefusedException("nothing_to_refund", "it is not in the order, or was refunded already");
        }
        items.forEach(item -> shop.refund(order, item));
        Map<String, @Nullable Object> result = ToolResults.details(order(arguments));
        result.put("refunded", items.stream().map(Item::name).toList());
        result.put("amount", ToolResults.euros(ToolResults.total(items)));
        return result;
    }

    private static void requireProcessing(Order order, String what) throws RefusedException {
        if (!order.status().equals("processing")) {
            throw new RefusedException(
                    "already_" + order.status(),
                    "order " + order.number() + " is " + order.status() + " and cannot be " + what);
        }
    }

    private Customer customer(Attributes arguments) throws RefusedException {
        return shop.customer(text(arguments, "email"))
                .orElseThrow(() -> new RefusedException("unknown_customer", "no customer has this e-mail address"));
    }

    private Order order(Attributes arguments) throws RefusedException {
        String number = text(arguments, "order_number");
        Optional<Order> order = Optional.empty();
        try {
            order = shop.order(customer(arguments), new BigDecimal(number.strip()).intValueExact());
        } catch (ArithmeticException | NumberFormatException e) {
            // no such order then
        }
        return order.orElseThrow(
                () -> new RefusedException("unknown_order", "this customer has no order with the number " + number));
    }

    private Product product(String wanted) throws RefusedException {
        String name = wanted.toLowerCase(Locale.ROOT).replace('-', ' ');
        for (String language : List.of("en", "de", "zh")) {
            for (Product product : shop.products(language)) {
                String known = product.name().toLowerCase(Locale.ROOT);
                if (!name.isBlank() && (known.contains(name.strip()) || name.contains(known))) {
                    return product;
                }
            }
        }
        throw new RefusedException("unknown_product", "no product is called '" + wanted + "'");
    }

    private static String text(Attributes arguments, String name) throws RefusedException {
        return arguments
                .text(name)
                .orElseThrow(() -> new RefusedException("missing_argument", "'" + name + "' is missing"));
    }

    private static ToolSpec spec(String name, String description, String properties, String... required) {
        return new ToolSpec(
                name,
                description,
                "{\"type\":\"object\",\"properties\":{" + properties + "},\"required\":[\""
                        + String.join("\",\"", required) + "\"],\"additionalProperties\":false}");
    }

    /** The rules say no. */
    private static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        RefusedException(String code, String message) {
            super(code + ": " + message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }
}
