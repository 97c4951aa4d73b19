/**
 * Takes spans from agents in production, in OpenTelemetry's protocol, and makes sessions and turns of them. A trace is a turn; what its
 * spans say is read by several conventions, once, when they come in: from then on a span says it under our own names.
 */
@NullMarked
package dev.rehearsal.server.otlp;

import org.jspecify.annotations.NullMarked;
