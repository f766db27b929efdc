package org.chengmai.device;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a device that asked for its token is told.
 *
 * @param text the token, or why there is none
 */
public record ProvisionAnswer(Outcome outcome, String text) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** What became of the asking. */
    public enum Outcome {
        /** The device has its token. */
        GIVEN("SUCCESS"),
        /** Nobody has this key and this secret. */
        UNKNOWN("NOT_FOUND"),
        /** The key is switched off. */
        OFF("NOT_FOUND"),
        /** The key's time is over. */
        ENDED("FAILURE"),
        /** The key has served as many devices as it may. */
        FULL("FAILURE"),
        /** The name, or the token brought along, does not fit: taken, unknown, not well formed. */
        NAME("FAILURE"),
        /** No request in the form that is known here. */
        MALFORMED("FAILURE"),
        /** The city cannot answer now. */
        BUSY("FAILURE");

        private final String status;

        Outcome(String status) {
            this.status = status;
        }

        /** The word of ThingsBoard for it. */
        public String status() {
            return status;
        }
    }

    /** As it is sent, UTF-8. */
    public byte[] json() {
        Map<String, String> told = new LinkedHashMap<>();
        if (outcome == Outcome.GIVEN) {
            told.put("credentialsType", "ACCESS_TOKEN");
            told.put("credentialsValue", text);
        } else {
            told.put("errorMsg", text);
        }
        told.put("status", outcome.status());
        return JSON.writeValueAsString(told).getBytes(StandardCharsets.UTF_8);
    }

    /** Without the token, so that a log line can name it. */
    @Override
    public String toString() {
        return outcome.name();
    }
}
