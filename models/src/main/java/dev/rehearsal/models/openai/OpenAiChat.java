package dev.rehearsal.models.openai;

import dev.rehearsal.model.Model;
import dev.rehearsal.model.ModelException;
import dev.rehearsal.model.ModelLimits;
import dev.rehearsal.model.ModelReply;
import dev.rehearsal.model.ModelRequest;
import dev.rehearsal.model.TraceHeaders;
import dev.rehearsal.models.http.Failures;
import dev.rehearsal.models.http.Request;
import dev.rehearsal.models.http.Response;
import dev.rehearsal.models.http.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** A model behind a chat completions endpoint. */
final class OpenAiChat implements Model {
    private final String name;
    private final Endpoint endpoint;
    private final Transport transport;
    private final Failures failures;
    private final Map<String, String> headers;
    private final boolean tellsTheTurn;
    private volatile Dialect dialect;

    /** @param tellsTheTurn whether the endpoint learns in which turn it is asked: where it is somebody's own, not a provider's */
    OpenAiChat(String name, Endpoint endpoint, Transport transport, boolean tellsTheTurn) {
        this.name = name;
        this.endpoint = endpoint;
        this.transport = transport;
        this.failures = new Failures(
                name.endsWith(":/") ? "" : name,
                endpoint.address(),
                endpoint.credential().key().hiding(endpoint.more().values()));
        this.headers = endpoint.headers();
        this.tellsTheTurn = tellsTheTurn;
        this.dialect = endpoint.dialect();
    }

    @Override
    public ModelReply generate(ModelRequest request) {
        Dialect spoken = dialect;
        byte[] body = new RequestWriter(endpoint.model(), spoken).write(request);
        Response response;
        try {
            response = transport.send(Request.post(endpoint.address(), headers(), body, timeout(request)));
        } catch (IOException e) {
            throw failures.from(e);
        }
        if (response.status() / 100 != 2) {
            throw learned(failures.from(response, request), spoken);
        }
        return new ReplyReader(failures, request).read(response.body());
    }

    private Map<String, String> headers() {
        if (!tellsTheTurn) {
            return headers;
        }
        var all = new LinkedHashMap<>(TraceHeaders.current());
        all.putAll(headers);
        return all;
    }

    /** What a server refuses for how it is put, not for what it asks, is put differently next time. */
    private ModelException learned(ModelException failure, Dialect spoken) {
        if (failure instanceof ModelException.ParameterUnsupported unsupported) {
            Dialect other = spoken.without(unsupported.parameter());
            if (!other.equals(spoken)) {
                dialect = other;
                return new ModelException.Unavailable(
                        failure.getMessage() + " (it is put differently from now on)", Duration.ZERO, null);
            }
        }
        return failure;
    }

    private static Duration timeout(ModelRequest request) {
        Duration timeout = request.parameters().timeout();
        return timeout == null ? ModelLimits.DEFAULT.timeout() : timeout;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
