package org.chengmai.bench;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** What the load over HTTP sends. Used on the load's event loop alone. */
abstract class HttpRequests {

    static final int READINGS_A_MESSAGE = 3;

    private static final String BODY =
            "{%s\"ts\":1000000000000,\"values\":{\"smoke\":0,\"temperature\":21.5,\"humidity\":40}}";
    private static final String HEAD =
            "POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n%sContent-Length: %d\r\n\r\n";
    private static final int TIME_DIGITS = 13;

    private final long[] lastAt;

    HttpRequests(int devices) {
        this.lastAt = new long[devices];
    }

    /** Writes the next request of a connection and returns how many readings are in it. */
    abstract int write(ByteBuf to, int connection);

    /** The time of a device's next message: times of a device grow strictly, so that each reading can be told apart. */
    final long timeOf(int device) {
        long at = Math.max(System.currentTimeMillis(), lastAt[device] + 1);
        lastAt[device] = at;
        return at;
    }

    private static int timeIn(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII).indexOf("1000000000000");
    }

    private static void putTime(byte[] bytes, int place, long atMillis) {
        long rest = atMillis;
        for (int i = TIME_DIGITS - 1; i >= 0; i--) {
            bytes[place + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Every connection is a device that posts one message at a time on ThingsBoard's path. */
    static HttpRequests single(int devices) {
        byte[][] whole = new byte[devices][];
        for (int i = 0; i < devices; i++) {
            String body = BODY.formatted("");
            String head = HEAD.formatted("/api/v1/" + Ingest.token(i) + "/telemetry", "", body.length());
            whole[i] = (head + body).getBytes(StandardCharsets.US_ASCII);
        }
        int[] times = new int[devices];
        java.util.Arrays.setAll(times, i -> timeIn(whole[i]));
        return new HttpRequests(devices) {
            @Override
            int write(ByteBuf to, int connection) {
                putTime(whole[connection], times[connection], timeOf(connection));
                to.writeBytes(whole[connection]);
                return READINGS_A_MESSAGE;
            }
        };
    }

    /** Every connection is a gateway that posts so many lines at a time, its devices in turn. */
    static HttpRequests bulk(int devices, int connections, int lines) {
        byte[][] line = new byte[devices][];
        for (int i = 0; i < devices; i++) {
            line[i] = (BODY.formatted("\"device\":\"" + Ingest.deviceId(i) + "\",") + "\n")
                    .getBytes(StandardCharsets.US_ASCII);
        }
        int time = timeIn(line[0]);
        int length = line[0].length * lines;
        byte[] head = HEAD.formatted("/api/v1/bulk", "X-Device-Token: " + Ingest.gatewayToken(0) + "\r\n", length)
                .getBytes(StandardCharsets.US_ASCII);
        int share = devices / connections;
        int[] turn = new int[connections];
        return new HttpRequests(devices) {
            @Override
            int write(ByteBuf to, int connection) {
                to.writeBytes(head);
                for (int i = 0; i < lines; i++) {
                    int device = connection * share + turn[connection];
                    turn[connection] = turn[connection] + 1 == share ? 0 : turn[connection] + 1;
                    putTime(line[device], time, timeOf(device));
                    to.writeBytes(line[device]);
                }
                return lines * READINGS_A_MESSAGE;
            }
        };
    }
}
