package dev.rehearsal.model;

import dev.rehearsal.input.InvalidInputException;
import java.net.URI;
import java.util.Locale;

/** Makes sure that nothing is sent where nobody allowed it. */
public final class AllowedProviders {
    private AllowedProviders() {}

    /**
     * Checks the host where one is given, else the model's provider.
     *
     * @throws InvalidInputException if {@link ModelSettings#allowedProviders()} is not empty and does not name it
     */
    public static void check(ModelUri uri, ModelSettings settings) {
        URI base = settings.baseUrl();
        if (base != null) {
            checkHost(base, settings);
        } else if (!settings.allowedProviders().isEmpty()
                && !settings.allowedProviders().contains(uri.provider())) {
            throw new InvalidInputException(
                    uri.toString(),
                    "provider '" + uri.provider() + "' is not among allowed_providers ("
                            + String.join(", ", settings.allowedProviders()) + "); nothing was sent");
        }
    }

    /** Checks a host that something will be sent to. A provider's name in the list allows its usual host only. */
    public static void checkHost(URI address, ModelSettings settings) {
        String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
        if (!settings.allowedProviders().isEmpty()
                && !settings.allowedProviders().contains(host)) {
            throw new InvalidInputException(
                    address.toString(),
                    "host '" + host + "' is not among allowed_providers ("
                            + String.join(", ", settings.allowedProviders()) + "); nothing was sent");
        }
    }
}
