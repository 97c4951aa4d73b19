package dev.rehearsal.mlflow;

import dev.rehearsal.dataset.Dataset;
import java.util.Optional;

/** Which dataset of a server a dataset of the store was pushed to or pulled from last; a tag of the one here. */
final class DatasetLink {
    private static final String TAG = "mlflow.dataset";
    private static final String AT = " at ";

    private DatasetLink() {}

    static void keep(Dataset here, String id, MlflowServer server) {
        String link = id + AT + server.name();
        if (!link.equals(here.tags().get(TAG))) {
            here.tag(TAG, link);
        }
    }

    /** Its id at that server; empty where it is of another one, or of none. */
    static Optional<String> of(Dataset here, MlflowServer server) {
        return Optional.ofNullable(here.tags().get(TAG))
                .filter(link -> link.endsWith(AT + server.name()))
                .map(link -> link.substring(0, link.indexOf(AT)));
    }
}
