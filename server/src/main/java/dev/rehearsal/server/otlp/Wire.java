package dev.rehearsal.server.otlp;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import dev.rehearsal.conversation.Attributes;
import io.opentelemetry.proto.collector.trace.v1.ExportTracePartialSuccess;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The two forms of OTLP over HTTP. A response has the form of its request. */
enum Wire {
    PROTOBUF("application/x-protobuf"),
    JSON("application/json");

    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    /** Of google.rpc.Status. */
    private static final int MESSAGE_FIELD = 2;

    private final String contentType;

    Wire(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    static Wire of(@Nullable String contentType) throws Refusal {
        String type =
                contentType == null ? "" : contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        for (Wire wire : values()) {
            if (wire.contentType.equals(type)) {
                return wire;
            }
        }
        throw new Refusal(
                UNSUPPORTED_MEDIA_TYPE,
                "the content type is '" + type + "'; send application/x-protobuf or application/json",
                0);
    }

    ExportTraceServiceRequest read(byte[] body) throws Refusal {
        if (this == JSON) {
            return JsonExport.read(body);
        }
        try {
            return ExportTraceServiceRequest.parseFrom(body);
        } catch (InvalidProtocolBufferException e) {
            throw Refusal.unreadable("the body is no ExportTraceServiceRequest: " + e.getMessage());
        }
    }

    /** What is answered where all, or all but some, was taken. */
    byte[] accepted(long rejectedSpans, String why) {
        if (this == JSON) {
            return (rejectedSpans == 0
                            ? "{}"
                            : json(Map.of(
                                    "partialSuccess",
                                    Map.of("rejectedSpans", Long.toString(rejectedSpans), "errorMessage", why))))
                    .getBytes(StandardCharsets.UTF_8);
        }
        var response = ExportTraceServiceResponse.newBuilder();
        if (rejectedSpans > 0) {
            response.setPartialSuccess(ExportTracePartialSuccess.newBuilder()
                    .setRejectedSpans(rejectedSpans)
                    .setErrorMessage(why));
        }
        return response.build().toByteArray();
    }

    /** A google.rpc.Status that says why nothing was taken. */
    byte[] refused(String why) {
        if (this == JSON) {
            return json(Map.of("message", why)).getBytes(StandardCharsets.UTF_8);
        }
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeString(MESSAGE_FIELD, why);
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException("nothing fails in memory", e);
        }
        return bytes.toByteArray();
    }

    private static String json(Map<String, Object> values) {
        return Attributes.from(values).toJson();
    }
}
