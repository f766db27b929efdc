package org.chengmai.notification;

import java.time.Instant;
import java.util.Map;

/**
 * One line of somebody's inbox.
 *
 * @param key message key of a bundle
 * @param args what fills the {@code {name}} places of its text
 * @param link page that it leads to
 */
public record Message(long id, String key, Map<String, String> args, String link, Instant at, boolean read) {

    public Message {
        args = Map.copyOf(args);
    }
}
