package org.chengmai.device;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a device says when it asks for its token, in the words of ThingsBoard: {@code provisionDeviceKey},
 * {@code provisionDeviceSecret} and, as wanted, {@code deviceName}, {@code credentialsType} (ACCESS_TOKEN) and {@code token}.
 *
 * @param name empty when the city is to find one
 * @param token the token that the device brings along; null to have one made
 */
record ProvisionRequest(
        String name, String key, String secret, @Nullable String token) {

    static final int LARGEST = 8 * 1024;
    private static final String ACCESS_TOKEN = "ACCESS_TOKEN";
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Null when it is no such request. */
    static @Nullable ProvisionRequest read(byte[] body) {
        if (body.length > LARGEST) {
            return null;
        }
        try {
            JsonNode top = JSON.readTree(body);
            if (top == null || !top.isObject()) {
                return null;
            }
            String token = text(top, "token");
            String type = text(top, "credentialsType");
            boolean spoken = type.isEmpty() || ACCESS_TOKEN.equals(type);
            return spoken
                    ? new ProvisionRequest(
                            text(top, "deviceName"),
                            text(top, "provisionDeviceKey"),
                            text(top, "provisionDeviceSecret"),
                            token.isEmpty() ? null : token)
                    : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static String text(JsonNode top, String name) {
        JsonNode node = top.get(name);
        return node == null || !node.isString() ? "" : node.asString().strip();
    }

    /** Without secret and token, so that a log line can name it. */
    @Override
    public String toString() {
        return "request of " + name;
    }
}
