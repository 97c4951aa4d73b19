package dev.rehearsal.agents.mcp;

import dev.rehearsal.agents.http.Tree;
import dev.rehearsal.agents.process.LineProcess;
import dev.rehearsal.agents.reply.Json;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server that is a command: a line of JSON each on its standard input and output. */
record ProcessWire(LineProcess process) implements Wire {
    @Override
    public @Nullable Map<?, ?> send(Map<String, ?> message) throws InterruptedException {
        process.write(Json.write(message));
        Object id = message.get("id");
        while (id != null) {
            // what is no JSON, a notification or a request of the server is none of ours
            Map<?, ?> line = Tree.map(Json.parse(process.read()).orElse(null));
            boolean reply = !line.containsKey("method") && id.equals(line.get("id"));
            if (reply) {
                return line;
            }
            if (line.containsKey("method") && line.get("id") instanceof Object asked) {
                process.write(Json.write(Requests.refusal(asked, line.get("method"))));
            }
        }
        return null;
    }

    @Override
    public void close() {
        process.close();
    }
}
