/** Test cases made by a model: from sessions, from what an agent is for, from documents, and from other test cases. */
@NullMarked
package dev.rehearsal.generation;

import org.jspecify.annotations.NullMarked;
