package org.chengmai.notification;

import java.util.Collection;
import java.util.Map;
import org.chengmai.kernel.Actor;
import org.springframework.stereotype.Component;

/** The door to everything that is told to somebody: inbox, SMS, voice, webhooks. */
@Component
public class Notifications {

    /**
     * Puts a message into the person's inbox, and on the open page at once.
     *
     * @param key message key of a bundle; its text may name the arguments as {@code {name}}
     * @param link page that the message leads to
     */
    public void tell(long account, String key, Map<String, String> args, String link) {
        throw new UnsupportedOperationException();
    }

    public void tellAll(Collection<Long> accounts, String key, Map<String, String> args, String link) {
        throw new UnsupportedOperationException();
    }

    /** Sends a short message to a phone, through the port of this installation. */
    public void sms(String phone, String text, Actor by) {
        throw new UnsupportedOperationException();
    }

    /** Calls a phone and speaks the text, through the port of this installation. */
    public void voice(String phone, String text, Actor by) {
        throw new UnsupportedOperationException();
    }

    /** Hands an event to every webhook that asked for its type and whose reach covers the place. */
    public void publish(String type, String place, Map<String, Object> payload) {
        throw new UnsupportedOperationException();
    }
}
