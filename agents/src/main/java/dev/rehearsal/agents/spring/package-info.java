/** Agents that are a ChatClient of Spring AI, which the class path has to have. */
@NullMarked
package dev.rehearsal.agents.spring;

import org.jspecify.annotations.NullMarked;
