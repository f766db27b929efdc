package org.chengmai.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.chengmai.city.CityTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Bytes that no good client would send, on a bare socket. */
@CityTest
@Import(DeviceKit.class)
class A03_BadPacketsTest {

    private static final HexFormat HEX = HexFormat.of();

    @Autowired
    private DeviceKit city;

    private Socket open() throws IOException {
        Socket socket = new Socket("localhost", city.intake.mqttPort());
        socket.setSoTimeout(15_000);
        return socket;
    }

    private static byte[] packet(int type, byte[] body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(type);
        for (int rest = body.length; ; rest >>= 7) {
            if (rest < 128) {
                bytes.write(rest);
                break;
            }
            bytes.write((rest & 127) | 128);
        }
        bytes.write(body);
        return bytes.toByteArray();
    }

    private static byte[] connect(int version, String token) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(body);
        data.writeUTF("MQTT");
        data.write(version);
        data.write(0x82);
        data.writeShort(60);
        if (version == 5) {
            data.write(0);
        }
        data.writeUTF("raw");
        data.writeUTF(token);
        return packet(0x10, body.toByteArray());
    }

    private static byte[] publish(int version, int id, byte[] payload) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(body);
        data.writeUTF("v1/devices/me/telemetry");
        data.writeShort(id);
        if (version == 5) {
            data.write(0);
        }
        data.write(payload);
        return packet(0x32, body.toByteArray());
    }

    private static byte[] reading(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Everything until the other side closes. */
    private static String rest(Socket socket) throws IOException {
        try (InputStream in = socket.getInputStream()) {
            return HEX.formatHex(in.readAllBytes());
        } catch (java.net.SocketException reset) {
            return "reset";
        }
    }

    private static String next(Socket socket, int n) throws IOException {
        return HEX.formatHex(socket.getInputStream().readNBytes(n));
    }

    @Test
    void aPayloadOfAMegabyteIsRefusedWithItsReason() throws IOException {
        Device device = city.device();
        try (Socket socket = open()) {
            socket.getOutputStream().write(connect(5, device.token()));
            int length = socket.getInputStream().readNBytes(2)[1];
            next(socket, length);

            socket.getOutputStream().write(publish(5, 1, reading("{\"level\":1}")));
            assertThat(next(socket, 4)).isEqualTo("40020001");
            socket.getOutputStream().write(publish(5, 2, new byte[1_000_000]));

            assertThat(rest(socket)).startsWith("e0").contains("95");
        }
        DeviceKit.await(() -> !city.aside(device).isEmpty());
        assertThat(city.aside(device)).containsExactly("TOO_LARGE ");
        assertThat(city.log(device)).containsExactly("0=1.0");
    }

    @Test
    void answersComeInTheOrderOfTheQuestions() throws IOException {
        Device device = city.device();
        int n = 500;
        try (Socket socket = open()) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.write(connect(4, device.token()));
            for (int id = 1; id <= n; id++) {
                all.write(publish(4, id, reading(id % 7 == 0 ? "nonsense" : "{\"level\":" + id % 100 + "}")));
            }
            all.writeBytes(new byte[] {(byte) 0xC0, 0});
            socket.getOutputStream().write(all.toByteArray());

            assertThat(next(socket, 4)).isEqualTo("20020000");
            StringBuilder expected = new StringBuilder();
            for (int id = 1; id <= n; id++) {
                expected.append("4002%04x".formatted(id));
            }
            String told = next(socket, n * 4 + 2);
            assertThat(told.replace("d000", "")).isEqualTo(expected.toString().replace("d000", ""));
        }
        assertThat(city.log(device)).hasSize(n - n / 7);
    }

    @Test
    void thingsThatAreNoMqttCloseTheConnectionAndNothingElse() throws IOException {
        Device device = city.device();
        try (Socket good = open()) {
            good.getOutputStream().write(connect(4, device.token()));
            assertThat(next(good, 4)).isEqualTo("20020000");

            try (Socket socket = open()) {
                socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.UTF_8));
                assertThat(rest(socket)).isIn("", "reset");
            }
            try (Socket socket = open()) {
                socket.getOutputStream().write(publish(4, 1, reading("{\"level\":1}")));
                assertThat(rest(socket)).isIn("", "reset");
            }
            try (Socket socket = open()) {
                socket.getOutputStream().write(connect(9, device.token()));
                assertThat(rest(socket)).startsWith("2002");
            }
            try (Socket socket = open()) {
                socket.getOutputStream().write(connect(4, city.device().token()));
                next(socket, 4);
                socket.getOutputStream().write(HEX.parseHex("f0ffffffffff"));
                assertThat(rest(socket)).isIn("", "reset");
            }

            good.getOutputStream().write(publish(4, 9, reading("{\"level\":9}")));
            assertThat(next(good, 4)).isEqualTo("40020009");
        }
        assertThat(city.log(device)).containsExactly("0=9.0");
    }

    @Test
    void qosTwoIsRefusedInVersionFive() throws IOException {
        Device device = city.device();
        try (Socket socket = open()) {
            socket.getOutputStream().write(connect(5, device.token()));
            int length = socket.getInputStream().readNBytes(2)[1];
            next(socket, length);
            byte[] publish = publish(5, 1, reading("{\"level\":1}"));
            publish[0] = 0x34;
            socket.getOutputStream().write(publish);

            assertThat(rest(socket)).startsWith("e0").contains("9b");
        }
        assertThat(city.log(device)).isEmpty();
    }
}
