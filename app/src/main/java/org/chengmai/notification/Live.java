package org.chengmai.notification;

import org.springframework.stereotype.Component;

/** Fan-out to the open pages. */
@Component
public class Live {

    /** Tells every subscriber within reach; inside a transaction, once that is committed. Never blocks. */
    public void tell(LiveEvent event) {
        throw new UnsupportedOperationException();
    }
}
