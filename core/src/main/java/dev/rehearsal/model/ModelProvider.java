package dev.rehearsal.model;

import java.util.ArrayList;
import java.util.List;

/** Opens models of one or more providers by URI. Found by {@link java.util.ServiceLoader}. */
public interface ModelProvider {
    /** What it opens. */
    List<Provider> providers();

    /**
     * Opens a model. Nothing is sent yet.
     *
     * @throws dev.rehearsal.input.InvalidInputException if a key or the model is missing; the message says what to set
     */
    Model open(ModelUri uri, ModelSettings settings);

    /**
     * A provider, as listed to people.
     *
     * @param name the part of a URI before {@code :/}
     * @param description what it is, in a few words
     * @param keys the environment variables that it reads
     * @param verified whether it was tried against the real thing
     * @param ready whether this environment offers it: a key is set, a server answers, a file is there
     */
    record Provider(String name, String description, List<String> keys, boolean verified, boolean ready) {
        public Provider {
            keys = List.copyOf(keys);
        }

        /** One that was not tried for real, and is ready where one of its first keys is set. */
        public static Provider unverified(String name, String description, List<String> firstKeys, String... moreKeys) {
            var keys = new ArrayList<>(firstKeys);
            keys.addAll(List.of(moreKeys));
            return new Provider(
                    name, description, keys, false, firstKeys.stream().anyMatch(System.getenv()::containsKey));
        }

        public Provider withReady(boolean ready) {
            return new Provider(name, description, keys, verified, ready);
        }
    }
}
