package dev.rehearsal.scorers;

import java.util.List;

/** Brings scorers of one's own, to be opened by name in run files and on the command line. Found by {@link java.util.ServiceLoader}. */
public interface ScorerProvider {
    /** The kinds; their names must not be those of other scorers. */
    List<ScorerKind> kinds();
}
