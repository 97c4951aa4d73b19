package dev.rehearsal.mlflow;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Does something with each of several things, a few at a time. */
final class InFlight {
    private InFlight() {}

    /** Returns what failed; where the server cannot be reached for one, it is not asked for those that have not begun. */
    static <T> Map<T, MlflowException> each(List<T> things, int most, Consumer<T> action) {
        var failed = new ConcurrentHashMap<T, MlflowException>();
        var waiting = new ConcurrentLinkedQueue<>(things);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < Math.min(most, things.size()); i++) {
                threads.execute(() -> work(waiting, failed, action));
            }
        }
        return failed;
    }

    private static <T> void work(ConcurrentLinkedQueue<T> waiting, Map<T, MlflowException> failed, Consumer<T> action) {
        for (T thing = waiting.poll(); thing != null; thing = waiting.poll()) {
            MlflowException stop = failed.values().stream()
                    .filter(each -> !(each instanceof MlflowException.Refused refused) || refused.concernsAll())
                    .filter(each -> !(each instanceof MlflowException.Unavailable away) || away.status() != 500)
                    .findFirst()
                    .orElse(null);
            if (stop != null) {
                failed.put(thing, stop);
                continue;
            }
            try {
                action.accept(thing);
            } catch (MlflowException e) {
                failed.put(thing, e);
            }
        }
    }
}
