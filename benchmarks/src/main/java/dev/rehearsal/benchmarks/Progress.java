package dev.rehearsal.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** What a turn costs, and what lives on the heap, along a run: a reading at each tenth of its turns. */
final class Progress {
    private static final int TENTHS = 10;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final AtomicInteger turns = new AtomicInteger();
    private final int all;
    private final List<String> cpu = new ArrayList<>();
    private final List<String> heap = new ArrayList<>();
    private long cpuBefore = system.getProcessCpuTime();

    Progress(int all) {
        this.all = all;
    }

    void turn() {
        int tenth = Math.max(1, all / TENTHS);
        if (turns.incrementAndGet() % tenth == 0) {
            reading(tenth);
        }
    }

    private synchronized void reading(int tenth) {
        long now = system.getProcessCpuTime();
        cpu.add(String.format(Locale.ROOT, "%.3f", (now - cpuBefore) / 1e6 / tenth));
        cpuBefore = now;
        long live = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getCollectionUsage() != null)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        heap.add(String.format(Locale.ROOT, "%.0f", live / 1e6));
    }

    /** The readings as members of a JSON object, after a comma. */
    synchronized String toJson() {
        return ",\"cpu_ms_per_turn_by_tenth\":" + cpu + ",\"live_heap_mb_by_tenth\":" + heap;
    }
}
