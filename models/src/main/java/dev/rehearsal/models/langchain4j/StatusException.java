package dev.rehearsal.models.langchain4j;

import dev.langchain4j.exception.HttpException;
import dev.rehearsal.models.http.Response;
import java.nio.charset.StandardCharsets;

/** A status that is not 2xx, with the whole response: LangChain4j's own exception has no place for headers. */
final class StatusException extends HttpException {
    private static final long serialVersionUID = 1L;

    private final transient Response response;

    StatusException(Response response) {
        super(response.status(), new String(response.body(), StandardCharsets.UTF_8));
        this.response = response;
    }

    Response response() {
        return response;
    }
}
