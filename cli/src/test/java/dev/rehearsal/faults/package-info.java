/** The main job under faults: of models, agents, processes and disks. */
@NullMarked
package dev.rehearsal.faults;

import org.jspecify.annotations.NullMarked;
