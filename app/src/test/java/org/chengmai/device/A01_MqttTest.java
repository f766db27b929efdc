package org.chengmai.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3Client;
import com.hivemq.client.mqtt.mqtt3.exceptions.Mqtt3ConnAckException;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.exceptions.Mqtt5ConnAckException;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.chengmai.city.CityTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/** Devices speak MQTT, as ThingsBoard's clients do. */
@CityTest
@Import(DeviceKit.class)
class A01_MqttTest {

    @Autowired
    private DeviceKit city;

    private Mqtt3BlockingClient three(String token) {
        Mqtt3BlockingClient client = Mqtt3Client.builder()
                .serverHost("localhost")
                .serverPort(city.intake.mqttPort())
                .simpleAuth()
                .username(token)
                .applySimpleAuth()
                .buildBlocking();
        client.connect();
        return client;
    }

    private Mqtt5BlockingClient five() {
        return Mqtt5Client.builder()
                .serverHost("localhost")
                .serverPort(city.intake.mqttPort())
                .buildBlocking();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void anAcknowledgedReadingIsInTheLog() {
        Device device = city.device();
        Mqtt3BlockingClient client = three(device.token());

        client.publishWith()
                .topic("v1/devices/me/telemetry")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(bytes("{\"level\":42.5,\"open\":true}"))
                .send();

        assertThat(city.log(device)).containsExactly("0=42.5", "1=1.0");
        DeviceKit.await(() -> city.devices.last(device.no()).heard());
        assertThat(city.devices.last(device.no()).value(0)).isEqualTo(42.5);
        assertThat(city.devices.alive(device)).isTrue();
        client.disconnect();
    }

    @Test
    void versionFiveLearnsTheLimits() {
        Device device = city.device();
        Mqtt5BlockingClient client = five();

        Mqtt5ConnAck welcome = client.connectWith()
                .simpleAuth()
                .username(device.token())
                .applySimpleAuth()
                .sessionExpiryInterval(3600)
                .send();
        client.publishWith()
                .topic("v1/devices/me/telemetry")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(bytes("[{\"ts\":1760000000000,\"values\":{\"level\":\"7\"}}]"))
                .send();

        assertThat(welcome.getRestrictions().getMaximumQos()).isEqualTo(MqttQos.AT_LEAST_ONCE);
        assertThat(welcome.getRestrictions().getMaximumPacketSize()).isEqualTo(262_144);
        assertThat(welcome.isSessionPresent()).isFalse();
        assertThat(city.log(device)).containsExactly("0=7.0");
        client.disconnect();
    }

    @Test
    void qosZeroComesInTooAndQosTwoInVersionThree() {
        Device device = city.device();
        Mqtt3BlockingClient client = three(device.token());
        client.publishWith()
                .topic("v1/devices/me/telemetry")
                .qos(MqttQos.EXACTLY_ONCE)
                .payload(bytes("{\"level\":1}"))
                .send();
        client.publishWith()
                .topic("v1/devices/me/telemetry")
                .qos(MqttQos.AT_MOST_ONCE)
                .payload(bytes("{\"level\":2}"))
                .send();

        DeviceKit.await(() -> city.log(device).size() == 2);
        assertThat(city.log(device)).containsExactly("0=1.0", "0=2.0");
        client.disconnect();
    }

    @Test
    void aWrongTokenIsTurnedAway() {
        assertThatThrownBy(() -> three("nobody-has-this"))
                .isInstanceOf(Mqtt3ConnAckException.class)
                .hasMessageContaining("NOT_AUTHORIZED");
        assertThatThrownBy(() -> five().connectWith()
                        .simpleAuth()
                        .username("nobody-has-this")
                        .applySimpleAuth()
                        .send())
                .isInstanceOf(Mqtt5ConnAckException.class)
                .hasMessageContaining("NOT_AUTHORIZED");
        DeviceKit.await(() -> city.database
                        .sql("select count(*) from device.aside where reason = 'UNKNOWN_TOKEN' and topic = 'CONNECT'")
                        .query(Long.class)
                        .single()
                >= 2);
    }

    @Test
    void theTopicsOfThingsBoardsClientsAreKnown() {
        Device device = city.device();
        Mqtt3BlockingClient client = three(device.token());
        client.subscribeWith()
                .topicFilter("v1/devices/me/rpc/request/+")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send();
        client.subscribeWith()
                .topicFilter("v1/devices/me/attributes/response/+")
                .qos(MqttQos.AT_LEAST_ONCE)
                .send();
        client.unsubscribeWith().topicFilter("v1/devices/me/rpc/request/+").send();
        for (String topic : List.of("v1/devices/me/attributes", "v1/gateway/connect", "v1/gateway/disconnect")) {
            client.publishWith()
                    .topic(topic)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(bytes("{\"firmware\":\"1.2\"}"))
                    .send();
        }
        client.publishWith()
                .topic("some/other/topic")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(bytes("{\"level\":2}"))
                .send();

        assertThat(city.log(device)).isEmpty();
        assertThat(city.aside(device)).containsExactly("UNKNOWN_TOPIC {\"level\":2}");
        client.disconnect();
    }

    @Test
    void aGatewaySpeaksForTheDevicesOfItsPlace() {
        Device gateway = city.device("kit-gate", DeviceKit.HERE);
        Device mine = city.device();
        Device foreign = city.device("kit-box", DeviceKit.NEXT_DOOR);
        Mqtt3BlockingClient client = three(gateway.token());

        client.publishWith()
                .topic("v1/gateway/telemetry")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(bytes(
                        "{\"%s\":[{\"ts\":1760000000000,\"values\":{\"level\":3}},{\"open\":false}],\"%s\":[{\"level\":9}]}"
                                .formatted(mine.id(), foreign.id())))
                .send();
        Mqtt3BlockingClient single = three(mine.token());
        single.publishWith()
                .topic("v1/gateway/telemetry")
                .qos(MqttQos.AT_LEAST_ONCE)
                .payload(bytes("{\"%s\":[{\"level\":9}]}".formatted(foreign.id())))
                .send();

        assertThat(city.log(mine)).containsExactly("0=3.0", "1=0.0");
        assertThat(city.log(foreign)).isEmpty();
        assertThat(city.aside(foreign)).containsExactly("OUT_OF_REACH [{\"level\":9}]");
        assertThat(city.aside(mine)).hasSize(1).first().asString().startsWith("OUT_OF_REACH");
        client.disconnect();
        single.disconnect();
    }

    @Test
    void aRotatedTokenStopsWorking() {
        Device device = city.device();
        Mqtt3BlockingClient client = three(device.token());

        String fresh = city.devices.rotateToken(org.chengmai.kernel.Actor.CITY, device.id());

        assertThatThrownBy(() -> client.publishWith()
                        .topic("v1/devices/me/telemetry")
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(bytes("{\"level\":2}"))
                        .send())
                .isInstanceOf(RuntimeException.class);
        three(fresh).disconnect();
        assertThat(city.log(device)).isEmpty();
    }

    @Test
    void aConnectionOfARotatedTokenIsClosedEvenWhenItIsQuiet() {
        Device device = city.device();
        Mqtt3BlockingClient client = three(device.token());

        city.devices.rotateToken(org.chengmai.kernel.Actor.CITY, device.id());

        DeviceKit.await(() -> !client.getState().isConnected());
    }
}
