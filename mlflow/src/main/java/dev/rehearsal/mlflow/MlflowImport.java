package dev.rehearsal.mlflow;

import dev.rehearsal.store.SessionRecord;

/** Reads sessions and what was said of them from an MLflow server. */
final class MlflowImport {
    /** What imported sessions are known to be from. */
    static final String SOURCE = "mlflow";

    /** The attribute of an imported session that names its server. */
    static final String SERVER = "mlflow.server";

    private MlflowImport() {}

    static boolean isFrom(SessionRecord session, String server) {
        return session.row().source().equals(SOURCE)
                && session.attributes().text(SERVER).filter(server::equals).isPresent();
    }
}
