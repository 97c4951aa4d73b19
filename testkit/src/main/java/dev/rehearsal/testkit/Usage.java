package dev.rehearsal.testkit;

/**
 * Tokens of a request, at four bytes each. What came before the last message counts as cached, as it does for a provider
 * who saw the conversation's last request.
 */
record Usage(int prompt, int completion, int cached) {
    private static final int BYTES_PER_TOKEN = 4;

    static Usage of(ModelRequest request, Reply.Message reply) {
        int completion = reply.content() == null ? 0 : reply.content().length();
        for (Reply.ToolCall call : reply.toolCalls()) {
            completion += call.name().length() + call.arguments().length();
        }
        int prompt = Math.ceilDiv(request.bodyLength(), BYTES_PER_TOKEN);
        int before = 0;
        var messages = request.messages();
        for (int i = 0; i < messages.size() - 1; i++) {
            before += messages.get(i).text().length();
        }
        return new Usage(prompt, Math.ceilDiv(completion, BYTES_PER_TOKEN), Math.min(prompt, before / BYTES_PER_TOKEN));
    }
}
