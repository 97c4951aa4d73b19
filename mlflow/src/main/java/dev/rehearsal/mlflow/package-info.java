/** Publishes runs to an MLflow server, and reads sessions and datasets from it. */
@NullMarked
package dev.rehearsal.mlflow;

import org.jspecify.annotations.NullMarked;
