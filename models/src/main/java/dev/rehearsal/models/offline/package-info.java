/**
 * The offline user: a simulated user that follows rules and asks no model. It turns a goal into an agenda of things to ask for, to give
 * and to confirm, picks the next act by rule from what the agent said, and words it by templates (after Schatzmann et al., "Agenda-based
 * user simulation for bootstrapping a POMDP dialogue system", NAACL 2007). For demos, plumbing, load tests and CI without a key.
 */
@NullMarked
package dev.rehearsal.models.offline;

import org.jspecify.annotations.NullMarked;
