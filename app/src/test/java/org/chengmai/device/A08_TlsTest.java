package org.chengmai.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.Mqtt3ClientBuilder;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import javax.net.ssl.TrustManagerFactory;
import org.chengmai.Chengmai;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** With a certificate the MQTT door speaks TLS alone. */
class A08_TlsTest {

    private static final String PASSWORD = "changeit";

    @Test
    void aDeviceThatTrustsTheCertificateIsHeardOthersAreNot(@TempDir Path folder) throws Exception {
        KeyStore own = certificate(folder);
        Path cert = pem(
                folder.resolve("cert.pem"),
                "CERTIFICATE",
                own.getCertificate("city").getEncoded());
        Path key = pem(
                folder.resolve("key.pem"),
                "PRIVATE KEY",
                own.getKey("city", PASSWORD.toCharArray()).getEncoded());
        try (ConfigurableApplicationContext city = new SpringApplicationBuilder(Chengmai.class)
                .run(
                        "--chengmai.data=" + folder.resolve("data"),
                        "--server.port=0",
                        "--chengmai.mqtt.port=0",
                        "--chengmai.mqtt.tls-cert=" + cert,
                        "--chengmai.mqtt.tls-key=" + key,
                        "--chengmai.postgres-url=")) {
            DeviceKit kit = DeviceKit.of(city);
            DeviceKit.await(() -> kit.intake.mqttPort() > 0);
            Device device = kit.device();

            Mqtt3BlockingClient secret =
                    client(kit, device).sslConfig(trusting(own)).buildBlocking();
            secret.connect();
            secret.publishWith()
                    .topic("v1/devices/me/telemetry")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload("{\"level\":7}".getBytes(StandardCharsets.UTF_8))
                    .send();
            secret.disconnect();
            assertThat(kit.log(device)).containsExactly("0=7.0");

            Mqtt3BlockingClient plain = client(kit, device).buildBlocking();
            assertThatThrownBy(plain::connect).isInstanceOf(RuntimeException.class);
        }
    }

    private static Mqtt3ClientBuilder client(DeviceKit kit, Device device) {
        return Mqtt3Client.builder()
                .serverHost("localhost")
                .serverPort(kit.intake.mqttPort())
                .simpleAuth()
                .username(device.token())
                .applySimpleAuth();
    }

    private static MqttClientSslConfig trusting(KeyStore own) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("city", own.getCertificate("city"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        return MqttClientSslConfig.builder().trustManagerFactory(trust).build();
    }

    /** A certificate of our own for localhost, made by the JDK's keytool. */
    private static KeyStore certificate(Path folder) throws Exception {
        Path store = folder.resolve("city.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "city",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore own = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            own.load(in, PASSWORD.toCharArray());
        }
        return own;
    }

    private static Path pem(Path file, String what, byte[] der) throws Exception {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return Files.writeString(file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(what, body, what));
    }
}
