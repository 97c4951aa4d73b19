package dev.rehearsal.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps the first requests; safe for threads. */
final class Recording {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<ModelRequest> requests = new ArrayList<>();

    void keep(ModelRequest request, int most) {
        if (most == 0) {
            return;
        }
        lock.lock();
        try {
            if (requests.size() < most) {
                requests.add(request);
            }
        } finally {
            lock.unlock();
        }
    }

    List<ModelRequest> kept() {
        lock.lock();
        try {
            return List.copyOf(requests);
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            requests.clear();
        } finally {
            lock.unlock();
        }
    }
}
