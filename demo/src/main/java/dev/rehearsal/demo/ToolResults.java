package dev.rehearsal.demo;

import dev.rehearsal.demo.Shop.Order;
import dev.rehearsal.demo.Shop.Order.Item;
import dev.rehearsal.demo.Shop.Product;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the tools return, as JSON-like values. */
final class ToolResults {
    private ToolResults() {}

    static Map<String, @Nullable Object> summary(Order order) {
        var summary = new LinkedHashMap<String, @Nullable Object>();
        summary.put("order_number", order.number());
        summary.put("placed_on", order.placedOn().toString());
        summary.put("status", order.status());
        summary.put("things", order.items().stream().map(Item::name).toList());
        return summary;
    }

    static Map<String, @Nullable Object> details(Order order) {
        Map<String, @Nullable Object> details = summary(order);
        details.put("address", order.address());
        details.put("total", euros(total(order.items())));
        if (order.shipment() != null) {
            details.put("carrier", order.shipment().carrier());
            details.put("tracking", order.shipment().tracking());
            details.put("expected_on", order.shipment().expectedOn().toString());
            if (order.shipment().deliveredOn() != null) {
                details.put("delivered_on", order.shipment().deliveredOn().toString());
            }
        }
        return details;
    }

    static Map<String, @Nullable Object> details(Product product) {
        var details = new LinkedHashMap<String, @Nullable Object>();
        details.put("product", product.name());
        details.put("price", euros(product.priceCents()));
        details.put("in_stock", product.stock());
        details.put("facts", product.facts());
        return details;
    }

    static int total(List<Item> items) {
        return items.stream()
                .mapToInt(item -> item.quantity() * item.priceCents())
                .sum();
    }

    static BigDecimal euros(int cents) {
        return BigDecimal.valueOf(cents, 2);
    }
}
