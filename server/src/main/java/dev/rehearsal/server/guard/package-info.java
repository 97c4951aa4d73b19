/** Who may ask what, from where and how often; what goes wrong is told without secrets. */
@NullMarked
package dev.rehearsal.server.guard;

import org.jspecify.annotations.NullMarked;
