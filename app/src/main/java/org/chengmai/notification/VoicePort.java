package org.chengmai.notification;

/** The way out for calls that speak a text: a bean of this type calls for real; without one they are written to the log. */
public interface VoicePort {

    /** Calls and speaks; throws when it could not be handed over. */
    void call(String phone, String text);
}
