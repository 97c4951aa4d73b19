/**
 * A model server with faults, for the tests of Rehearsal and of its users.
 *
 * <p>{@link dev.rehearsal.testkit.ModelServer} speaks the chat completions protocol of OpenAI on a free port of this
 * machine. It answers as a simulated user, an agent, a goal check or a judge would, at once or after a latency, and it fails
 * as often as it is told to; which requests fail depends on the seed and the number of the request only.
 *
 * <pre>{@code
 * try (var server = ModelServer.builder()
 *         .latency(Duration.ofMillis(200))
 *         .rejecting(0.2, Duration.ofSeconds(1))
 *         .reply(RequestKind.AGENT, request -> "You asked: " + request.lastText())
 *         .start()) {
 *     runAgainst(server.baseUrl());
 *     assertThat(server.statistics().count(Outcome.REJECTED)).isPositive();
 * }
 * }</pre>
 *
 * <p>An agent that misbehaves is a model by name: {@code agent-blank}, {@code agent-huge}, {@code agent-hang} and others, see
 * {@link dev.rehearsal.testkit.AgentQuirk}. {@link dev.rehearsal.testkit.ModelServerMain} is the same server as a process,
 * and {@link dev.rehearsal.testkit.KillableProcess} runs a program that a test kills.
 */
@NullMarked
package dev.rehearsal.testkit;

import org.jspecify.annotations.NullMarked;
