package dev.rehearsal.agents.mcp;

import dev.rehearsal.agents.http.Tree;
import dev.rehearsal.agents.reply.AnswerPaths;
import dev.rehearsal.agents.reply.Excerpt;
import dev.rehearsal.agents.reply.Json;
import dev.rehearsal.conversation.Answer;
import dev.rehearsal.conversation.FileReference;
import dev.rehearsal.conversation.Usage;
import dev.rehearsal.simulation.AgentException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a tool gave back, as the agent's answer. */
record ToolResult(Map<?, ?> result) {
    /**
     * @param paths where the answer stands in the structured result, or in the text where that is JSON; null for the texts themselves
     * @throws AgentException if the tool failed, or nothing stands there
     */
    Answer answer(@Nullable AnswerPaths paths) {
        List<String> texts = Tree.list(result.get("content")).stream()
                .map(content -> text(Tree.map(content)))
                .toList();
        if (Boolean.TRUE.equals(result.get("isError"))) {
            throw new AgentException("the MCP tool failed: " + Excerpt.of(String.join(" ", texts)));
        }
        if (paths == null) {
            return AnswerPaths.answer(texts, List.of(), Usage.NONE);
        }
        Object structured = result.get("structuredContent");
        if (structured != null) {
            return paths.read(structured);
        }
        String whole = String.join("\n", texts);
        return paths.read(Json.parse(whole)
                .orElseThrow(() -> new AgentException(
                        "the MCP tool gave neither a structured result nor JSON: '" + Excerpt.of(whole) + "'")));
    }

    /** A text as it is; anything else as what it is and where it is. */
    private static String text(Map<?, ?> content) {
        Map<?, ?> resource = Tree.map(content.get("resource"));
        return switch (Tree.text(content.get("type"))) {
            case "text" -> Tree.text(content.get("text"));
            case "resource_link" -> file(content);
            case "resource" -> resource.get("text") instanceof String text ? text : file(resource);
            case String other ->
                FileReference.ofBase64(other, "", Tree.text(content.get("mimeType")), Tree.text(content.get("data")))
                        .toString();
        };
    }

    private static String file(Map<?, ?> resource) {
        return FileReference.at(
                        "file",
                        Tree.text(resource.get("name")),
                        Tree.text(resource.get("mimeType")),
                        Tree.text(resource.get("uri")))
                .toString();
    }
}
