// An agent as a process, in Node: one line of JSON in, one line of JSON out, for each turn.
import { createInterface } from "node:readline";

for await (const line of createInterface({ input: process.stdin })) {
  const { context, message, messages } = JSON.parse(line); // also: session_id, turn
  const answer = {
    answer: `Hello ${context.name ?? "there"}, you said: ${message}`,
    tool_calls: [{ name: "look_up", arguments: { text: message }, result: "nothing" }],
    usage: { input_tokens: messages.length, output_tokens: 1 },
  };
  console.log(JSON.stringify(answer));
}
