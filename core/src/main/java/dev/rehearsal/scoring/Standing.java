package dev.rehearsal.scoring;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which of the things that were said still stand: those that were not withdrawn and that no other which stands superseded. */
public final class Standing {
    private Standing() {}

    /** Those that stand, in the order in which they are given. */
    public static <S extends Statement> List<S> of(List<S> statements, Collection<Withdrawal> withdrawals) {
        Set<String> withdrawn = withdrawn(statements, withdrawals);
        var superseded = new HashSet<String>();
        for (S statement : statements) {
            if (statement.supersedes() != null && !withdrawn.contains(statement.id())) {
                superseded.add(statement.supersedes());
            }
        }
        return statements.stream()
                .filter(each -> !withdrawn.contains(each.id()) && !superseded.contains(each.id()))
                .toList();
    }

    /** The ids of those that were withdrawn, earlier drafts included. */
    public static <S extends Statement> Set<String> withdrawn(List<S> statements, Collection<Withdrawal> withdrawals) {
        var withdrawn = new HashSet<String>();
        if (withdrawals.isEmpty()) {
            return withdrawn;
        }
        Map<String, S> byId = new HashMap<>();
        statements.forEach(each -> byId.put(each.id(), each));
        for (Withdrawal withdrawal : withdrawals) {
            S statement = byId.get(withdrawal.statement());
            while (statement != null && withdrawn.add(statement.id())) {
                S earlier = statement.supersedes() == null ? null : byId.get(statement.supersedes());
                statement = earlier != null && earlier.source().equals(statement.source()) ? earlier : null;
            }
        }
        return withdrawn;
    }
}
