package org.chengmai.device;

import java.util.List;
import java.util.Optional;
import org.chengmai.kernel.Actor;
import org.springframework.stereotype.Service;

/** The door of the kinds: those that are shipped in {@code scenes/kinds/*.yaml} and those that officers add. */
@Service
public class Kinds {

    /** The kind of this id; refuses as not found. */
    public Kind get(String id) {
        throw new UnsupportedOperationException();
    }

    public Optional<Kind> find(String id) {
        throw new UnsupportedOperationException();
    }

    /** All kinds, by id. */
    public List<Kind> list() {
        throw new UnsupportedOperationException();
    }

    /** Adds a kind or changes it: channels are matched by name and keep their index, new ones are appended, none goes. */
    public void put(Actor actor, Kind kind) {
        throw new UnsupportedOperationException();
    }

    /** A small dense number of the kind, from 0, the same for ever. */
    public int number(String id) {
        throw new UnsupportedOperationException();
    }
}
