/** Scripted and recorded stand-ins for models and agents. They are fakes and say so. */
@NullMarked
package dev.rehearsal.testing;

import org.jspecify.annotations.NullMarked;
