package dev.rehearsal.models.offline;

import dev.rehearsal.model.ModelUri;
import dev.rehearsal.simulation.GoalCheck;
import dev.rehearsal.simulation.SimulatedUser;
import dev.rehearsal.simulation.UserProvider;

/** Opens {@code offline:/}. */
public final class OfflineUsers implements UserProvider {
    @Override
    public boolean opens(ModelUri uri) {
        return uri.provider().equals("offline");
    }

    @Override
    public String description() {
        return "rule-based user (an agenda and templates, no model); its verdicts judge nothing but the case's own checks";
    }

    @Override
    public SimulatedUser user(ModelUri uri) {
        return new OfflineUser();
    }

    @Override
    public GoalCheck goalCheck(ModelUri uri) {
        return new OfflineGoalCheck();
    }
}
