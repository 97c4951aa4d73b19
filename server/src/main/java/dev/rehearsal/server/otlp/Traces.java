package dev.rehearsal.server.otlp;

import dev.rehearsal.formats.masking.Masking;
import dev.rehearsal.server.web.Area;
import dev.rehearsal.store.Store;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/traces}: OTLP over HTTP. */
public final class Traces implements Area {
    /** A request can name the experiment of the sessions that it brings. */
    public static final String EXPERIMENT_HEADER = "x-rehearsal-experiment";

    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    private final Masking masking;
    private final OtlpLimits limits;
    private final SpanIntake intake;
    private final SpanRate rate;

    public Traces(Store store, Masking masking, OtlpLimits limits, Clock clock) {
        this.masking = masking;
        this.limits = limits;
        this.intake = new SpanIntake(store, limits, clock);
        this.rate = new SpanRate(limits.spansPerSecond(), clock);
    }

    @Override
    public void addTo(RoutesConfig routes) {
        intake.start();
        routes.post("/v1/traces", this::take);
    }

    private void take(Context context) {
        Wire wire = Wire.PROTOBUF;
        try {
            wire = Wire.of(context.contentType());
            Export export = Export.of(wire.read(body(context)), experiment(context), masking);
            rate.take(export.spans().size());
            intake.take(export.spans());
            answer(context, wire, 200, wire.accepted(export.rejected(), export.why()));
        } catch (Refusal refusal) {
            if (refusal.retryAfterSeconds() > 0) {
                context.header("Retry-After", Integer.toString(refusal.retryAfterSeconds()));
            }
            answer(context, wire, refusal.status(), wire.refused(refusal.message()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            context.header("Retry-After", "1");
            answer(context, wire, 503, wire.refused("the server is being stopped"));
        }
    }

    private static void answer(Context context, Wire wire, int status, byte[] body) {
        context.status(status).contentType(wire.contentType()).result(body);
    }

    private static @Nullable String experiment(Context context) {
        String name = context.header(EXPERIMENT_HEADER);
        return name == null || name.isBlank() ? null : name.strip();
    }

    private byte[] body(Context context) throws Refusal {
        String encoding = context.header("Content-Encoding");
        String packed = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
        try (InputStream in = context.bodyInputStream()) {
            return switch (packed) {
                case "", "identity" -> all(in);
                case "gzip" -> {
                    try (InputStream unpacked = new GZIPInputStream(in)) {
                        yield all(unpacked);
                    }
                }
                default ->
                    throw new Refusal(
                            UNSUPPORTED_MEDIA_TYPE, "the content encoding is '" + packed + "'; send gzip or none", 0);
            };
        } catch (ZipException e) {
            throw Refusal.unreadable("the body is not packed with gzip");
        } catch (IOException e) {
            throw Refusal.unreadable("the body ends too early");
        }
    }

    private byte[] all(InputStream in) throws IOException, Refusal {
        byte[] body = in.readNBytes(limits.largestBody() + 1);
        if (body.length > limits.largestBody()) {
            throw new Refusal(
                    TOO_LARGE,
                    "the body has more than " + limits.largestBody() + " bytes; send fewer spans at a time",
                    0);
        }
        return body;
    }

    /** Writes what waits. */
    @Override
    public void close() {
        intake.close();
    }
}
