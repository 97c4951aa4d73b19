package dev.rehearsal.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The models that a run uses, each with one client, so that its limits hold whoever asks it. */
public final class ModelClients {
    private final ModelSettings settings;
    private final ModelLimits limits;
    private final Supplier<Prices> prices;
    private final ModelRecorder recorder;
    private final Secrets secrets;
    private final Map<Object, ModelClient> clients = new LinkedHashMap<>();

    public ModelClients(ModelSettings settings, ModelLimits limits, Prices prices) {
        this(settings, limits, prices, ModelRecorder.NONE);
    }

    public ModelClients(ModelSettings settings, ModelLimits limits, Prices prices, ModelRecorder recorder) {
        this(settings, limits, () -> prices, recorder);
    }

    /** {@code prices} is asked when the first model is opened, beside everything else. */
    public ModelClients(ModelSettings settings, ModelLimits limits, Supplier<Prices> prices, ModelRecorder recorder) {
        this.settings = settings;
        this.limits = limits;
        this.prices = prices;
        this.recorder = recorder;
        this.secrets = Secrets.of(settings.environment());
    }

    /** The client of the model of that URI. */
    public synchronized ModelClient of(String uri) {
        ModelClient known = clients.get(uri);
        if (known != null) {
            return known;
        }
        return of(uri, Models.open(uri, settings));
    }

    /** The client of a model. */
    public synchronized ModelClient of(Model model) {
        return of(model, model);
    }

    /** The client of a model that goes by that key. */
    public synchronized ModelClient of(Object key, Model model) {
        return clients.computeIfAbsent(
                key, k -> new ModelClient(recorder.recording(model, secrets), limits, prices, Sleeper.REAL, secrets));
    }

    public synchronized List<ModelClient> all() {
        return List.copyOf(clients.values());
    }

    /** The credentials that the run was given. */
    public Secrets secrets() {
        return secrets;
    }

    public ModelSettings settings() {
        return settings;
    }

    public Prices prices() {
        return prices.get();
    }

    public ModelLimits limits() {
        return limits;
    }
}
