/** What all parts of the server share: how routes are added and how a problem is told. */
@NullMarked
package dev.rehearsal.server.web;

import org.jspecify.annotations.NullMarked;
