/** SQLite behind the store port. */
@NullMarked
package dev.rehearsal.store.sql;

import org.jspecify.annotations.NullMarked;
