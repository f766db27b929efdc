package org.chengmai.kernel;

import org.springframework.context.SmartLifecycle;

/** Somebody whose {@link Sweep} goes on for as long as the program runs. */
public interface Sweeping extends SmartLifecycle {

    /** What goes on: always the same one. */
    Sweep sweep();

    @Override
    default void start() {
        sweep().start();
    }

    @Override
    default void stop() {
        sweep().stop();
    }

    @Override
    default boolean isRunning() {
        return sweep().isRunning();
    }
}
