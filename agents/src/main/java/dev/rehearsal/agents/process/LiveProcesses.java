package dev.rehearsal.agents.process;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The agents' processes that are alive: none of them outlives this JVM. */
final class LiveProcesses {
    private static final Set<Process> ALIVE = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(process -> end(process, 0))));
    }

    private LiveProcesses() {}

    static void add(Process process) {
        ALIVE.add(process);
    }

    /** Ends a process and all that it started. An interrupt cuts the grace short. */
    static void end(Process process, long graceMillis) {
        List<ProcessHandle> started = process.descendants().toList();
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It closed its side already.
            started.forEach(ProcessHandle::destroy);
        }
        try {
            process.waitFor(graceMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        started.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        ALIVE.remove(process);
    }
}
