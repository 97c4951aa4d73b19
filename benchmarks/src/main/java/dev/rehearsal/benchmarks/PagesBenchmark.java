package dev.rehearsal.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.rehearsal.server.RehearsalServer;
import dev.rehearsal.store.SessionQuery;
import dev.rehearsal.store.SessionRow;
import dev.rehearsal.store.Store;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Readers who look at pages, filter lists and search, with a second's pause each time, over a store that {@link LargeStore} filled. Says for
 * each kind of request how long its first byte took at the median and at the 95th percentile, and how large the heap is. To be run with
 * {@code -Xmx256m}.
 *
 * <p>Arguments: the store, readers (20), seconds (60). With {@code 0} readers each request is made again and again by one, as many times as
 * the next argument says (20), and its CPU time in this process is told, which a busy machine changes little; a path as the last argument
 * picks one.
 */
public final class PagesBenchmark {
    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, List<Double>> millis = new ConcurrentSkipListMap<>();
    private final List<Request> requests = new ArrayList<>();

    private record Request(String kind, String path) {}

    private PagesBenchmark(URI address) {
        this.address = address;
    }

    public static void main(String[] args) throws Exception {
        int readers = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 60;
        long start = System.nanoTime();
        try (Store store = Store.open(args[0]);
                RehearsalServer server = RehearsalServer.builder(store)
                        .port(0)
                        .requestsPerSecond(100_000)
                        .build()
                        .start()) {
            System.out.printf(Locale.ROOT, "up in %.2f s (in a JVM that runs)%n", (System.nanoTime() - start) / 1e9);
            var benchmark = new PagesBenchmark(server.address());
            benchmark.choose(store);
            if (readers == 0) {
                benchmark.spend(args.length > 2 ? seconds : 20, args.length > 3 ? args[3] : "");
                return;
            }
            benchmark.read(readers, seconds);
            benchmark.print();
        }
    }

    private void choose(Store store) {
        List<SessionRow> some = store.sessions().search(SessionQuery.newest(200));
        add("page", "/");
        add("page", "/sessions");
        add("page", "/experiments/" + LargeStore.EXPERIMENT + "/runs");
        add("page", "/experiments/" + LargeStore.EXPERIMENT + "/sessions");
        for (int i = 0; i < some.size(); i += 20) {
            add("page", "/sessions/" + some.get(i).sessionId());
            add("page", "/runs/" + some.get(i).runId());
        }
        String list = "/api/v1/sessions?experiment=" + LargeStore.EXPERIMENT;
        for (String filter : List.of("safety=no", "safety=yes", "relevance=no", "tone<2", "tag:tier=gold", "tone=5")) {
            add("filter", list + "&where=" + encoded(filter));
        }
        add("filter", list + "&stop_reason=max_turns");
        add("filter", list + "&sort=score:tone");
        add("filter", list + "&sort=turns");
        add("filter", list + "&sort=cost");
        add("filter", list + "&count=true");
        for (String words : List.of(LargeStore.RARE, "订单", "什么时候到货", "包裹", "urgent", "refund 77", "none of this")) {
            add("text", "/api/v1/sessions?text=" + encoded(words));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void add(String kind, String path) {
        requests.add(new Request(kind, path));
    }

    private void read(int readers, int seconds) throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        var threads = new ArrayList<Thread>();
        for (int reader = 0; reader < readers; reader++) {
            var random = new Random(reader);
            threads.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < end) {
                    ask(requests.get(random.nextInt(requests.size())));
                    pause(1_000);
                }
            }));
            pause(1_000 / readers);
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void spend(int times, String only) {
        var bean = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        for (Request request : requests) {
            if (!only.isEmpty() && !only.equals(request.path)) {
                continue;
            }
            for (int i = 0; i < 5; i++) {
                ask(request);
            }
            long before = bean.getProcessCpuTime();
            for (int i = 0; i < times; i++) {
                ask(request);
            }
            System.out.printf(
                    Locale.ROOT,
                    "%-90s CPU on average %6.1f ms%n",
                    request.path,
                    (bean.getProcessCpuTime() - before) / 1e6 / times);
        }
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void ask(Request request) {
        long start = System.nanoTime();
        try {
            HttpResponse<InputStream> response = client.send(
                    HttpRequest.newBuilder(address.resolve(request.path))
                            .header("Accept", "text/html,application/json")
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            double took = (System.nanoTime() - start) / 1e6;
            try (InputStream body = response.body()) {
                body.readAllBytes();
            }
            String kind = response.statusCode() == 200 ? request.kind : "status " + response.statusCode();
            for (String name : List.of(kind, kind + " " + request.path.replaceAll("sim-[0-9a-f]+|run-[0-9]+", "ID"))) {
                millis.computeIfAbsent(name, key -> new CopyOnWriteArrayList<>())
                        .add(took);
            }
        } catch (java.io.IOException e) {
            millis.computeIfAbsent("failed", key -> new CopyOnWriteArrayList<>())
                    .add(0.0);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void print() {
        new TreeMap<>(millis).forEach((kind, all) -> {
            List<Double> sorted = all.stream().sorted().toList();
            System.out.printf(
                    Locale.ROOT,
                    "%-90s %5d  median %6.0f ms  p95 %6.0f ms%n",
                    kind,
                    sorted.size(),
                    sorted.get(sorted.size() / 2),
                    sorted.get((int) Math.min(sorted.size() - 1L, Math.round(sorted.size() * 0.95))));
        });
        Runtime runtime = Runtime.getRuntime();
        System.out.printf(
                Locale.ROOT,
                "heap %d MB of at most %d MB%n",
                (runtime.totalMemory() - runtime.freeMemory()) >> 20,
                runtime.maxMemory() >> 20);
    }
}
