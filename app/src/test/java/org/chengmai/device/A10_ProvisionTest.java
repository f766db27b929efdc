package org.chengmai.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.chengmai.area.ExampleDistrict;
import org.chengmai.city.CityTest;
import org.chengmai.city.Visitor;
import org.chengmai.device.ProvisionKey.Strategy;
import org.chengmai.identity.Accounts;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;

/** Devices that hold a provisioning key fetch their own token, as firmware written for ThingsBoard does. */
@CityTest
@Import(DeviceKit.class)
class A10_ProvisionTest {

    private final Instant later = Instant.now().plus(Duration.ofDays(30));

    @Autowired
    private DeviceKit city;

    @Autowired
    private ProvisionKeys keys;

    @Autowired
    private Accounts accounts;

    @Autowired
    private ExampleDistrict example;

    @LocalServerPort
    private int port;

    private Actor here;
    private Actor next;

    @BeforeEach
    void people() {
        example.load(Actor.CITY);
        here = accounts.actor(accounts.byLogin("kit-here").orElseThrow().id());
        next = accounts.actor(accounts.byLogin("kit-next").orElseThrow().id());
    }

    private ProvisionKeys.Issued key(Strategy strategy, int most) {
        return keys.issue(here, "kit-box", DeviceKit.HERE, strategy, most, later);
    }

    private static String name() {
        return "own-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static String request(String name, ProvisionKeys.Issued key) {
        return request(name, key.key(), key.secret());
    }

    private static String request(String name, String key, String secret) {
        return "{\"deviceName\":\"%s\",\"provisionDeviceKey\":\"%s\",\"provisionDeviceSecret\":\"%s\"}"
                .formatted(name, key, secret);
    }

    private String http(String body) {
        Visitor device = Visitor.at(port);
        HttpResponse<String> answer =
                device.send(device.request("/api/v1/provision").POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    private String given(Device device) {
        return "{\"credentialsType\":\"ACCESS_TOKEN\",\"credentialsValue\":\"%s\",\"status\":\"SUCCESS\"}"
                .formatted(device.token());
    }

    private Device device(String name) {
        return city.devices.find(name).orElseThrow();
    }

    private List<String> audited(String subject) {
        return city.database
                .sql("select (case when refused then 'refused ' else '' end) || detail from audit.entry"
                        + " where action = 'device.provision' and subject = :subject order by seq")
                .param("subject", subject)
                .query(String.class)
                .list();
    }

    private long refused(ProvisionKeys.Issued key) {
        return keys.list(here, "kit-box").stream()
                .filter(k -> k.key().equals(key.key()))
                .findFirst()
                .orElseThrow()
                .refused();
    }

    @Test
    void aNewDeviceFetchesItsTokenOverHttpAndSpeaks() {
        var key = key(Strategy.NEW, 3);
        String name = name();

        String answer = http(request(name, key));

        Device device = device(name);
        assertThat(answer).isEqualTo(given(device));
        assertThat(device.kind()).isEqualTo("kit-box");
        assertThat(device.place()).isEqualTo(DeviceKit.HERE);
        assertThat(device.simulated()).isFalse();
        assertThat(audited(name)).containsExactly("key " + key.key() + ", from 127.0.0.1");
        Visitor speaks = Visitor.at(port);
        assertThat(speaks.send(speaks.request("/api/v1/" + device.token() + "/telemetry")
                                .POST(HttpRequest.BodyPublishers.ofString("{\"level\":3}")))
                        .statusCode())
                .isEqualTo(200);
        assertThat(city.log(device)).containsExactly("0=3.0");
        assertThat(city.devices.within(here, new DeviceFilter("", "kit-box", "", "unplaced")))
                .as("it waits for its point")
                .extracting(Device::id)
                .contains(name);
    }

    @Test
    void aNewDeviceFetchesItsTokenOverMqttAndConnects() throws Exception {
        var key = key(Strategy.NEW, 3);
        String name = name();
        Mqtt3BlockingClient client = Mqtt3Client.builder()
                .serverHost("localhost")
                .serverPort(city.intake.mqttPort())
                .simpleAuth()
                .username("provision")
                .applySimpleAuth()
                .buildBlocking();
        client.connect();
        client.subscribeWith()
                .topicFilter("/provision/response")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send();
        String answer;
        try (var heard = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.publishWith()
                    .topic("/provision/request")
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(request(name, key).getBytes(StandardCharsets.UTF_8))
                    .send();
            answer = new String(
                    heard.receive(20, TimeUnit.SECONDS).orElseThrow().getPayloadAsBytes(), StandardCharsets.UTF_8);
        }
        client.disconnect();

        Device device = device(name);
        assertThat(answer).isEqualTo(given(device));
        Mqtt3BlockingClient own = Mqtt3Client.builder()
                .serverHost("localhost")
                .serverPort(city.intake.mqttPort())
                .simpleAuth()
                .username(device.token())
                .applySimpleAuth()
                .buildBlocking();
        own.connect();
        own.publishWith()
                .topic("v1/devices/me/telemetry")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload("{\"level\":4}".getBytes(StandardCharsets.UTF_8))
                .send();
        own.disconnect();
        assertThat(city.log(device)).containsExactly("0=4.0");
    }

    @Test
    void versionFiveIsAnsweredTooAndWhoeverSendsReadingsThereIsCutOff() throws Exception {
        Mqtt5BlockingClient client = Mqtt5Client.builder()
                .serverHost("localhost")
                .serverPort(city.intake.mqttPort())
                .buildBlocking();
        client.connectWith()
                .simpleAuth()
                .username("provision")
                .applySimpleAuth()
                .send();
        try (var heard = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.subscribeWith().topicFilter("/provision/response").send();
            client.publishWith()
                    .topic("/provision/request")
                    .qos(MqttQos.AT_MOST_ONCE)
                    .payload(request(name(), "nobody", "has this").getBytes(StandardCharsets.UTF_8))
                    .send();
            assertThat(new String(
                            heard.receive(20, TimeUnit.SECONDS).orElseThrow().getPayloadAsBytes(),
                            StandardCharsets.UTF_8))
                    .isEqualTo("{\"errorMsg\":\"Expected a provisioning key and its secret, but nobody has these.\","
                            + "\"status\":\"NOT_FOUND\"}");
        }
        client.publishWith()
                .topic("v1/devices/me/telemetry")
                .qos(MqttQos.AT_MOST_ONCE)
                .payload("{\"level\":4}".getBytes(StandardCharsets.UTF_8))
                .send();
        DeviceKit.await(() -> !client.getState().isConnected());
    }

    @Test
    void aNameThatIsTakenIsRefusedAndAKnownDeviceIsToldItsToken() {
        Device known = city.device();
        var forNew = key(Strategy.NEW, 3);
        var forKnown = key(Strategy.KNOWN, 1);

        assertThat(http(request(known.id(), forNew))).contains("\"status\":\"FAILURE\"", "is there already");
        assertThat(http(request(known.id(), forKnown))).isEqualTo(given(known));
        assertThat(http(request(known.id(), forKnown))).as("again").isEqualTo(given(known));
        assertThat(http(request(city.device().id(), forKnown)))
                .as("one is the limit")
                .contains("FAILURE", "serves 1 at most");
        assertThat(http(request(city.device("kit-box", DeviceKit.NEXT_DOOR).id(), forKnown)))
                .as("not in its place")
                .contains("FAILURE", "there is none");
        assertThat(http(request(name(), forKnown))).contains("FAILURE", "there is none");
        assertThat(audited(known.id()))
                .containsExactly(
                        "refused NAME, key %s, from 127.0.0.1".formatted(forNew.key()),
                        "key %s, from 127.0.0.1".formatted(forKnown.key()),
                        "key %s, from 127.0.0.1".formatted(forKnown.key()));
    }

    @Test
    void aDeviceMayBringItsOwnTokenAndNeedsNoName() {
        var key = key(Strategy.NEW, 3);
        String token = "own-token-" + UUID.randomUUID().toString().substring(0, 8);
        String brought = request(name(), key).replace("}", ",\"credentialsType\":\"ACCESS_TOKEN\",\"token\":\"%s\"}");

        assertThat(http(brought.formatted(token))).contains(token, "SUCCESS");
        assertThat(http(brought.formatted(token).replace("own-", "two-"))).contains("SUCCESS");
        assertThat(http(request(name(), key).replace("}", ",\"token\":\"%s\"}".formatted(token))))
                .as("a token of somebody else")
                .contains("FAILURE");
        assertThat(http(request("", key))).contains("SUCCESS");
        assertThat(http(brought.replace("ACCESS_TOKEN", "X509_CERTIFICATE"))).contains("FAILURE");
        assertThat(http(request("white space", key))).contains("FAILURE");
    }

    @Test
    void wrongOldFullAndSwitchedOffKeysAreRefusedAndCounted() {
        var key = key(Strategy.NEW, 1);
        String first = name();
        String wrong = name();
        assertThat(http(request(first, key))).contains("SUCCESS");

        assertThat(http(request(wrong, key.key(), "wrong"))).contains("NOT_FOUND");
        assertThat(http(request(wrong, key.key(), "wrong"))).contains("NOT_FOUND");
        assertThat(http(request(name(), key))).contains("FAILURE", "serves 1 at most");
        keys.change(here, key.key(), 5, Instant.now().minusSeconds(60), true);
        assertThat(http(request(name(), key))).contains("FAILURE", "ended at");
        keys.change(here, key.key(), 5, later, false);
        assertThat(http(request(name(), key))).contains("NOT_FOUND", "switched off");
        keys.change(here, key.key(), 5, later, true);
        var renewed = keys.renew(here, key.key());
        assertThat(http(request(name(), key))).as("the old secret").contains("NOT_FOUND");
        assertThat(http(request(name(), renewed))).contains("SUCCESS");
        assertThat(http("{\"deviceName\"")).contains("FAILURE");

        assertThat(refused(key)).isEqualTo(6);
        assertThat(audited(wrong))
                .as("the same again is counted")
                .containsExactly("refused UNKNOWN, key %s, from 127.0.0.1".formatted(key.key()));
        assertThat(city.database
                        .sql("select encode(secret, 'hex') from device.provision_key where key = :key")
                        .param("key", key.key())
                        .query(String.class)
                        .single())
                .as("only a hash of the secret is kept")
                .hasSize(64);
    }

    @Test
    void aNeighbourNeitherSeesNorTouchesAKey() {
        var key = key(Strategy.NEW, 1);

        assertThat(keys.list(next, "kit-box")).extracting(ProvisionKey::key).doesNotContain(key.key());
        assertThatThrownBy(() -> keys.change(next, key.key(), 5, later, true)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> keys.renew(next, key.key())).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> keys.issue(next, "kit-box", DeviceKit.HERE, Strategy.NEW, 1, later))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> keys.issue(Actor.PUBLIC, "kit-box", DeviceKit.HERE, Strategy.NEW, 1, later))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> keys.issue(here, "kit-box", DeviceKit.HERE, Strategy.NEW, 0, later))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void anOfficerIssuesAKeyOnThePageOfTheKind() {
        Visitor officer = Visitor.at(port, "kit-here", DeviceKit.PASSWORD);
        Visitor neighbour = Visitor.at(port, "kit-next", DeviceKit.PASSWORD);
        String page = "/back/kinds/kit-box";
        Map<String, String> form = Map.of("area", "310107005", "strategy", "NEW", "most", "7", "ends", "2035-01-31");

        officer.get(page);
        assertThat(officer.post(page + "/keys", form).statusCode()).isEqualTo(302);
        String shown = officer.get(page).body();
        String secret = shown.replaceAll("(?s).*<code id=\"issued-secret\">([^<]+)<.*", "$1");
        String key = shown.replaceAll("(?s).*<code id=\"issued-key\">([^<]+)<.*", "$1");
        assertThat(officer.get(page).body())
                .contains(key, "0 / 7", "2035-01-31")
                .doesNotContain(secret);
        assertThat(http(request(name(), key, secret))).contains("SUCCESS");

        assertThat(neighbour.get(page).body()).doesNotContain(key);
        assertThat(neighbour.post(page + "/keys/" + key + "/secret", Map.of()).statusCode())
                .isEqualTo(404);
        assertThat(neighbour.post(page + "/keys", form).statusCode()).isEqualTo(403);
        assertThat(officer.post(page + "/keys/" + key, Map.of("most", "7", "ends", "2035-01-31"))
                        .statusCode())
                .isEqualTo(302);
        assertThat(http(request(name(), key, secret))).contains("switched off");
    }
}
