/** Models through the clients of LangChain4j: its providers by URI, and any of its chat models as one of ours. */
@NullMarked
package dev.rehearsal.models.langchain4j;

import org.jspecify.annotations.NullMarked;
