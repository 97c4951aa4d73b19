package dev.rehearsal.cli;

import dev.rehearsal.model.ModelUri;
import dev.rehearsal.simulation.UserProvider;

/** What is said beside a simulated user that is no model, so that nobody takes it for one. */
final class UserNote {
    private UserNote() {}

    static String of(String userName) {
        return UserProvider.find(ModelUri.parse(userName))
                .map(provider -> ": " + provider.description())
                .orElse("");
    }
}
