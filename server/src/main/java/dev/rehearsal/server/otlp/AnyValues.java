package dev.rehearsal.server.otlp;

import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** OTLP's values as plain ones. */
final class AnyValues {
    private AnyValues() {}

    static Map<String, @Nullable Object> map(List<KeyValue> attributes) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (KeyValue each : attributes) {
            map.put(each.getKey(), value(each.getValue()));
        }
        return map;
    }

    private static @Nullable Object value(AnyValue value) {
        return switch (value.getValueCase()) {
            case STRING_VALUE -> value.getStringValue();
            case BOOL_VALUE -> value.getBoolValue();
            case INT_VALUE -> value.getIntValue();
            case DOUBLE_VALUE -> finite(value.getDoubleValue());
            case BYTES_VALUE ->
                Base64.getEncoder().encodeToString(value.getBytesValue().toByteArray());
            case ARRAY_VALUE -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (AnyValue each : value.getArrayValue().getValuesList()) {
                    list.add(value(each));
                }
                yield list;
            }
            case KVLIST_VALUE -> map(value.getKvlistValue().getValuesList());
            default -> null;
        };
    }

    /** JSON has no other numbers. */
    private static Object finite(double number) {
        return Double.isFinite(number) ? (Object) number : Double.toString(number);
    }
}
