package dev.rehearsal.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rehearsal.conversation.Attributes;
import dev.rehearsal.conversation.ToolCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeskToolsTest {
    private final Shop shop = Shop.open();
    private final DeskTools tools = new DeskTools(shop);

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void cancelsAnOrderThatWasNotShipped() {
        ToolCall cancelled = call("cancel_order", "mia@example.com", 1001);

        assertThat(cancelled.failed()).isFalse();
        assertThat(call("order_status", "mia@example.com", 1001).result()).contains("\"status\":\"cancelled\"");
    }

    @Test
    void doesNotCancelWhatWasShippedDeliveredOrCancelled() {
        assertRefused(call("cancel_order", "tom@example.com", 1002), "already_shipped");
        assertRefused(call("cancel_order", "ruth@example.com", 1005), "already_delivered");
        call("cancel_order", "mia@example.com", 1001);
        assertRefused(call("cancel_order", "mia@example.com", 1001), "already_cancelled");
    }

    @Test
    void tellsNothingAboutOrdersOfOthers() {
        assertRefused(call("order_status", "rosa@example.com", 1014), "unknown_order");
        assertRefused(call("cancel_order", "rosa@example.com", 1001), "unknown_order");
        assertRefused(call("order_status", "nobody@example.com", 1001), "unknown_customer");
        assertThat(tools.call("1", "list_orders", Attributes.of("email", "rosa@example.com"))
                        .result())
                .contains("1015")
                .doesNotContain("1014");
    }

    @Test
    void knowsACustomerHoweverTheAddressIsWritten() {
        assertThat(call("order_status", " Mia@Example.COM", 1001).failed()).isFalse();
    }

    @Test
    void refundsADeliveredOrderOnceAndWithin30Days() {
        assertThat(call("refund_order", "priya@example.com", 1003).result()).contains("\"amount\":59");
        assertRefused(call("refund_order", "priya@example.com", 1003), "nothing_to_refund");
        assertRefused(call("refund_order", "george@example.com", 1004), "too_late");
        assertRefused(call("refund_order", "mia@example.com", 1001), "not_delivered");
    }

    @Test
    void refundsOneThingOfAnOrder() {
        Attributes oneThing = about("nora@example.com", 1010).with("product", "Milk Frother");

        assertThat(tools.call("1", "refund_order", oneThing).result())
                .contains("\"refunded\":[\"milk frother\"]")
                .contains("\"amount\":39");
        assertThat(call("refund_order", "nora@example.com", 1010).result()).contains("\"amount\":249");
    }

    @Test
    void sendsAnOrderElsewhereAsLongAsItIsNotShipped() {
        Attributes elsewhere = about("omar@example.com", 1006).with("address", "14 Orchard Way, Derby DE1 2QS");

        assertThat(tools.call("1", "change_address", elsewhere).failed()).isFalse();
        assertThat(call("order_status", "omar@example.com", 1006).result()).contains("14 Orchard Way");
        assertRefused(
                tools.call("2", "change_address", about("tom@example.com", 1002).with("address", "1 High Street")),
                "already_shipped");
        assertRefused(
                tools.call(
                        "3", "change_address", about("omar@example.com", 1006).with("address", "home")),
                "incomplete_address");
    }

    @Test
    void tellsAboutProductsInEachLanguage() {
        assertThat(product("the travel kettle")).contains("110-120");
        assertThat(product("Reisewasserkocher")).contains("110-120");
        assertThat(product("台灯")).contains("USB-C");
        assertThat(product("bicycle")).startsWith("unknown_product");
    }

    @Test
    void refusesWhatIsNoSuchCall() {
        assertRefused(tools.call("1", "drop_tables", Attributes.EMPTY), "unknown_tool");
        assertRefused(tools.call("1", "order_status", Attributes.of("email", "mia@example.com")), "missing_argument");
        assertRefused(
                tools.call(
                        "1",
                        "order_status",
                        about("mia@example.com", 0).with("order_number", "1001; drop table orders")),
                "unknown_order");
    }

    private String product(String name) {
        return String.valueOf(
                tools.call("1", "product_info", Attributes.of("product", name)).result());
    }

    private ToolCall call(String tool, String email, int number) {
        return tools.call("1", tool, about(email, number));
    }

    private static Attributes about(String email, int number) {
        return Attributes.of("email", email).with("order_number", number);
    }

    private static void assertRefused(ToolCall call, String code) {
        assertThat(call.failed()).isTrue();
        assertThat(call.result()).startsWith(code + ": ");
    }
}
