/** Chat models of Spring AI as models of ours. */
@NullMarked
package dev.rehearsal.models.spring;

import org.jspecify.annotations.NullMarked;
