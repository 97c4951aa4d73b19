package dev.rehearsal.model;

import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a model.
 *
 * @param environment the variables to read keys and addresses from
 * @param baseUrl overrides the provider's address; null for the environment's or the usual one
 * @param allowedProviders the providers and hosts that anything may be sent to; empty for all
 * @param seed for models that follow rules
 * @param headers sent along where the model is behind HTTP; the values may be secret
 */
public record ModelSettings(
        Map<String, String> environment,
        @Nullable URI baseUrl,
        List<String> allowedProviders,
        long seed,
        Map<String, String> headers) {
    public ModelSettings {
        environment = Map.copyOf(environment);
        allowedProviders = List.copyOf(allowedProviders);
        headers = Map.copyOf(headers);
    }

    public ModelSettings(
            Map<String, String> environment, @Nullable URI baseUrl, List<String> allowedProviders, long seed) {
        this(environment, baseUrl, allowedProviders, seed, Map.of());
    }

    /** The process's environment, no other address, everything allowed. */
    public static ModelSettings fromEnvironment() {
        return new ModelSettings(System.getenv(), null, List.of(), 0);
    }

    public ModelSettings withEnvironment(Map<String, String> environment) {
        return new ModelSettings(environment, baseUrl, allowedProviders, seed, headers);
    }

    public ModelSettings withBaseUrl(@Nullable URI baseUrl) {
        return new ModelSettings(environment, baseUrl, allowedProviders, seed, headers);
    }

    public ModelSettings withAllowedProviders(List<String> allowedProviders) {
        return new ModelSettings(environment, baseUrl, allowedProviders, seed, headers);
    }

    public ModelSettings withSeed(long seed) {
        return new ModelSettings(environment, baseUrl, allowedProviders, seed, headers);
    }

    public ModelSettings withHeaders(Map<String, String> headers) {
        return new ModelSettings(environment, baseUrl, allowedProviders, seed, headers);
    }

    /** Names only: what the environment and the headers hold may be secret. */
    @Override
    public String toString() {
        return "ModelSettings[baseUrl=" + baseUrl + ", allowedProviders=" + allowedProviders + ", seed=" + seed
                + ", headers=" + headers.keySet() + "]";
    }
}
