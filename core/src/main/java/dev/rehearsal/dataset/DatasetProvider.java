package dev.rehearsal.dataset;

/** Opens datasets that are kept elsewhere; found through {@code ServiceLoader}. */
public interface DatasetProvider {
    /** What stands between {@code dataset:} and the name: {@code mlflow} for {@code dataset:mlflow:NAME}. */
    String kind();

    /**
     * The test cases of that dataset. They say by {@link TestCases#dataset()} what they are of.
     *
     * @throws dev.rehearsal.input.InvalidInputException if it is not there; the message says what to do
     */
    TestCases open(String name);
}
