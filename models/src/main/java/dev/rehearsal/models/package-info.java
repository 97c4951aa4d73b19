/** Language models by URI, through the clients of LangChain4j, and models that need no key. */
@NullMarked
package dev.rehearsal.models;

import org.jspecify.annotations.NullMarked;
