package org.chengmai.detection;

import java.util.List;
import java.util.Optional;
import org.chengmai.kernel.Actor;
import org.springframework.stereotype.Service;

/** The door to scenes: what the city watches for, switched and edited by an officer while it runs. */
@Service
public class Scenes {

    /** Every scene that is read and right, by id. */
    public List<Scene> list() {
        throw new UnsupportedOperationException();
    }

    /** The scene of this id. */
    public Optional<Scene> find(String id) {
        throw new UnsupportedOperationException();
    }

    /** Whether the scene watches now. */
    public boolean enabled(String id) {
        throw new UnsupportedOperationException();
    }

    /** Switches a scene on or off; needs the right to manage scenes; audited. Off clears its active alarms. */
    public void enable(Actor actor, String id, boolean on) {
        throw new UnsupportedOperationException();
    }

    /** Reads every file again. */
    public void reload(Actor actor) {
        throw new UnsupportedOperationException();
    }
}
