package org.chengmai.notification;

/** The way out for short messages: a bean of this type sends for real; without one they are written to the log. */
public interface SmsPort {

    /** Sends the text; throws when it could not be handed over. */
    void send(String phone, String text);
}
