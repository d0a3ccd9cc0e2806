package dev.mailmoor.demo;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** What was begun and must end, the last one first; also when it is interrupted in the middle of the beginning. */
final class Endings implements AutoCloseable {
    private final Deque<Runnable> open = new ArrayDeque<>();

    synchronized <T> T begun(T thing, Consumer<T> end) {
        open.push(() -> end.accept(thing));
        return thing;
    }

    @Override
    public synchronized void close() {
        while (!open.isEmpty()) {
            open.pop().run();
        }
    }
}
