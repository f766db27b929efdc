package org.chengmai.device;

import java.security.SecureRandom;
import java.util.Map;
import java.util.regex.Pattern;
import org.chengmai.kernel.Refusal;

/** What a device must look like, and how its token is made. */
final class DeviceRules {

    private static final Pattern ID = Pattern.compile("[^\\s/+#\\p{Cntrl}]{1,64}");
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_.:-]{8,64}");
    private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,39}");
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int TOKEN_LENGTH = 20;
    private static final int SECRET_LENGTH = 32;
    private static final int LONGEST_NAME = 100;
    private static final SecureRandom RANDOM = new SecureRandom();

    private DeviceRules() {}

    static void check(NewDevice device) {
        if (!ID.matcher(device.id()).matches()) {
            throw Refusal.badInput(
                    "device.id",
                    "Expected a device id of 1 to 64 characters without space, slash, plus or hash, but got '%s'."
                            .formatted(device.id()),
                    device.id());
        }
        if (device.name().length() > LONGEST_NAME) {
            throw Refusal.badInput(
                    "device.name",
                    "Expected a name of at most %d characters for device %s, but it has %d."
                            .formatted(LONGEST_NAME, device.id(), device.name().length()),
                    device.id(),
                    LONGEST_NAME);
        }
        if (device.token() != null && !TOKEN.matcher(device.token()).matches()) {
            throw Refusal.badInput(
                    "device.token",
                    "Expected a token of 8 to 64 letters and digits for device %s, but got something else."
                            .formatted(device.id()),
                    device.id());
        }
        device.parameters().forEach((name, value) -> check(device, name, value));
    }

    private static void check(NewDevice device, String name, double value) {
        if (!PARAMETER.matcher(name).matches() || !Double.isFinite(value)) {
            throw Refusal.badInput(
                    "device.parameter",
                    "Expected parameters of device %s as a name and a number, but got '%s' = %s."
                            .formatted(device.id(), name, value),
                    device.id(),
                    name,
                    value);
        }
    }

    static String newToken() {
        return letters(TOKEN_LENGTH);
    }

    /** Long enough that a plain hash keeps it: 190 bits. */
    static String newSecret() {
        return letters(SECRET_LENGTH);
    }

    private static String letters(int length) {
        StringBuilder token = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            token.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return token.toString();
    }

    /** The parameters of a CSV row: every column {@code param.<name>} with a value in it. */
    static Map<String, Double> parameters(org.chengmai.kernel.Table.Row row) {
        Map<String, Double> parameters = new java.util.HashMap<>();
        for (String column : row.fields().keySet()) {
            if (column.startsWith(DeviceFile.PARAMETER) && !row.get(column).isEmpty()) {
                parameters.put(column.substring(DeviceFile.PARAMETER.length()), row.number(column));
            }
        }
        return parameters;
    }
}
