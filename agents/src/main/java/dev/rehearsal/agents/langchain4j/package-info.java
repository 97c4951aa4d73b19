/** Agents that are an AiService of LangChain4j, which the class path has to have. */
@NullMarked
package dev.rehearsal.agents.langchain4j;

import org.jspecify.annotations.NullMarked;
