package org.chengmai.device.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.chengmai.device.Channel;
import org.chengmai.device.Device;
import org.chengmai.device.Kind;
import org.chengmai.device.model.KeptAside;
import org.chengmai.device.model.Registry;
import org.chengmai.kernel.Bilingual;
import org.junit.jupiter.api.Test;

/** Every shape of payload in, one line out: {@code device.channel=value@time …} and what is aside. */
class PayloadReaderTest {

    private static final long NOW = 1_770_000_000_000L;

    private final Registry registry = new Registry();
    private final PayloadReader reader =
            new PayloadReader(registry, new AsideGate(new IntakeFigures(new SimpleMeterRegistry())));
    private final Device door = device(0, "door-1", "310107/310107005/");
    private final Device gateway = device(1, "gate-1", "310107/");

    PayloadReaderTest() {
        registry.put(
                new Kind(
                        "door",
                        new Bilingual("门", "Door"),
                        "门",
                        List.of(
                                channel(0, "open", Channel.Type.SWITCH, 0.0, 1.0),
                                channel(1, "battery", Channel.Type.NUMBER, 0.0, 100.0))),
                0);
        registry.put(List.of(door, gateway, device(2, "far-1", "310115/"), device(3, "café 门", "310107/")));
    }

    private static Channel channel(int index, String name, Channel.Type type, double min, double max) {
        return new Channel(index, name, new Bilingual(name, name), "", type, min, max);
    }

    private static Device device(int no, String id, String place) {
        return new Device(no, id, id, "door", "token-" + no, null, place, Map.of(), null, true, Instant.EPOCH, false);
    }

    private String told(Message message) {
        StringJoiner story = new StringJoiner(" ");
        for (int i = 0; i < message.size; i++) {
            long at = message.times[i];
            story.add(message.devices[i] + "." + message.channels[i] + "=" + message.values[i] + "@"
                    + (at == NOW ? "now" : Long.toString(at)));
        }
        for (KeptAside kept : message.aside) {
            story.add("[" + kept.reason() + " " + kept.device() + " " + kept.payload() + "]");
        }
        return story.toString();
    }

    private String device(String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return told(reader.telemetry(door, bytes, bytes.length, "t", NOW));
    }

    private String gateway(String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return told(reader.gateway(gateway, bytes, bytes.length, "t", NOW));
    }

    private String line(String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
        return told(reader.line(gateway, bytes, bytes.length, "t", NOW));
    }

    @Test
    void everyShapeOfADevice() {
        assertThat(device("{\"open\":true,\"battery\":88.5}")).isEqualTo("0.0=1.0@now 0.1=88.5@now");
        assertThat(device("[{\"open\":false},{\"battery\":\"7e1\"}]")).isEqualTo("0.0=0.0@now 0.1=70.0@now");
        assertThat(device("{\"ts\":1760000000000,\"values\":{\"open\":1}}")).isEqualTo("0.0=1.0@1760000000000");
        assertThat(device("{\"values\":{\"open\":1},\"ts\":\"1760000000000\"}")).isEqualTo("0.0=1.0@1760000000000");
        assertThat(
                        device(
                                "[{\"ts\":1760000000000,\"values\":{\"open\":1}},{\"ts\":1760000001000,\"values\":{\"open\":0}}]"))
                .isEqualTo("0.0=1.0@1760000000000 0.0=0.0@1760000001000");
        assertThat(device("{\"open\":null}")).isEmpty();
        assertThat(device("{}")).isEmpty();
        assertThat(device("[]")).isEmpty();
    }

    @Test
    void aBadReadingLeavesItsNeighboursAlone() {
        assertThat(device("{\"open\":1,\"colour\":3,\"shade\":\"x\",\"battery\":101}"))
                .isEqualTo("0.0=1.0@now"
                        + " [UNKNOWN_CHANNEL door-1 {\"ts\":1770000000000,\"values\":{\"colour\":3,\"shade\":\"x\"}}]"
                        + " [OUT_OF_RANGE door-1 {\"ts\":1770000000000,\"values\":{\"battery\":101}}]");
        assertThat(device("{\"open\":\"ajar\",\"battery\":{\"v\":1}}"))
                .isEqualTo(
                        "[NOT_A_NUMBER door-1 {\"ts\":1770000000000,\"values\":{\"open\":\"ajar\",\"battery\":{}}}]");
        assertThat(device("{\"battery\":NaN,\"open\":1}"))
                .isEqualTo("0.0=1.0@now [OUT_OF_RANGE door-1 {\"ts\":1770000000000,\"values\":{\"battery\":\"NaN\"}}]");
        assertThat(device("{\"battery\":1e999}"))
                .isEqualTo("[OUT_OF_RANGE door-1 {\"ts\":1770000000000,\"values\":{\"battery\":1e999}}]");
    }

    @Test
    void aTimeThatCannotBeIsKeptAside() {
        assertThat(device("[{\"ts\":1770000300001,\"values\":{\"open\":1}},{\"open\":0}]"))
                .isEqualTo("0.0=0.0@now [IN_THE_FUTURE door-1 {\"ts\":1770000300001,\"values\":{\"open\":1.0}}]");
        assertThat(device("{\"ts\":1770000300000,\"values\":{\"open\":1}}")).isEqualTo("0.0=1.0@1770000300000");
        assertThat(device("{\"ts\":1760000000,\"values\":{\"open\":1}}"))
                .isEqualTo("[TOO_OLD door-1 {\"ts\":1760000000,\"values\":{\"open\":1.0}}]");
    }

    @Test
    void brokenJsonCountsForNothing() {
        assertThat(device("{\"open\":1,\"batt")).isEqualTo("[MALFORMED door-1 {\"open\":1,\"batt]");
        assertThat(device("[{\"open\":1},3]")).isEqualTo("[MALFORMED door-1 [{\"open\":1},3]]");
        assertThat(device("\"open\"")).startsWith("[MALFORMED");
        assertThat(device("{\"open\":1}}")).startsWith("[MALFORMED");
        assertThat(device("")).startsWith("[MALFORMED");
        assertThat(device("\u0000\u0001")).startsWith("[MALFORMED");
        assertThat(device("[".repeat(5000))).startsWith("[MALFORMED");
    }

    @Test
    void aGatewaySpeaksForDevicesBelowItsPlace() {
        assertThat(gateway("{\"door-1\":[{\"ts\":1760000000000,\"values\":{\"open\":1}},{\"battery\":5}],"
                        + "\"nobody\":[{\"open\":1}],\"far-1\":[{\"open\":1}],\"café 门\":[{\"open\":0}]}"))
                .isEqualTo("0.0=1.0@1760000000000 0.1=5.0@now 3.0=0.0@now"
                        + " [UNKNOWN_DEVICE nobody [{\"open\":1}]] [OUT_OF_REACH far-1 [{\"open\":1}]]");
        assertThat(gateway("{\"door-1\":3}")).startsWith("[MALFORMED gate-1");
    }

    @Test
    void aLineOfABulkLoad() {
        assertThat(line("{\"device\":\"door-1\",\"ts\":1760000000000,\"values\":{\"open\":1}}"))
                .isEqualTo("0.0=1.0@1760000000000");
        assertThat(line("{\"values\":{\"battery\":1},\"token\":\"token-2\"}")).isEqualTo("2.1=1.0@now");
        assertThat(line("{\"device\":\"far-1\",\"values\":{\"open\":1}}")).startsWith("[OUT_OF_REACH far-1");
        assertThat(line("{\"device\":\"far-1\",\"token\":\"token-2\",\"values\":{\"open\":1}}"))
                .isEqualTo("2.0=1.0@now");
        assertThat(line("{\"device\":\"door-1\"}")).startsWith("[MALFORMED");
        assertThat(line("{\"token\":\"wrong-token\",\"values\":{\"open\":1}}")).startsWith("[UNKNOWN_TOKEN");
    }

    @Test
    void whatIsReleasedKeepsItsTime() {
        byte[] bytes = "[{\"open\":1},{\"ts\":1760000000000,\"values\":{\"open\":0}}]".getBytes(StandardCharsets.UTF_8);
        assertThat(told(reader.again(door, bytes, "t", 1_750_000_000_000L, NOW)))
                .isEqualTo("0.0=1.0@1750000000000 0.0=0.0@1760000000000");
    }
}
