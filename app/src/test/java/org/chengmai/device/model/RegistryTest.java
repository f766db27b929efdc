package org.chengmai.device.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import org.chengmai.device.Device;
import org.chengmai.device.model.Catalogue.Group;
import org.chengmai.kernel.Point;
import org.junit.jupiter.api.Test;

/** A roll that grows and changes is found, searched, counted and paged as a plain list of its devices says. */
class RegistryTest {

    private static final List<String> KINDS = List.of("smoke", "lift", "camera");
    private static final List<String> PLACES = List.of("1/", "1/2/", "1/2/3/", "1/23/", "4/");
    private static final List<String> WORDS = List.of("7", "77", "号楼", "烟感", "-1", "no-such", "b", "\0");

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Registry registry = new Registry();
    private final List<Device> roll = new ArrayList<>();

    @Test
    void everyQuestionIsAnsweredAsAPlainListDoes() {
        for (int round = 0; round < 60; round++) {
            change();
            Predicate<Group> fits = fits();
            BitSet within = registry.catalogue().of(fits);
            String words = WORDS.get(random.nextInt(WORDS.size()));
            BitSet named = registry.search(within, words);

            List<Device> plain = roll.stream()
                    .filter(d -> fits.test(Group.of(d)))
                    .sorted(Comparator.comparing(Device::id))
                    .toList();
            List<Device> plainNamed = plain.stream()
                    .filter(d -> d.id().contains(words) || d.name().contains(words))
                    .toList();
            assertThat(ids(within, 0, roll.size())).as("seed %d", seed).isEqualTo(ids(plain));
            assertThat(ids(named, 0, roll.size())).as("seed %d", seed).isEqualTo(ids(plainNamed));
            assertThat(ids(named, 3, 5))
                    .as("seed %d", seed)
                    .isEqualTo(ids(plainNamed.stream().skip(3).limit(5).toList()));
            assertThat(Arrays.stream(registry.catalogue().sizes(within)).sum()).isEqualTo(plain.size());
        }
    }

    @Test
    void everyDeviceIsFoundByItsIdAndByTheTokenItHasNow() {
        for (int round = 0; round < 60; round++) {
            List<String> before = roll.stream().map(Device::token).toList();
            change();
            for (Device device : roll) {
                assertThat(registry.byId(device.id())).as("seed %d", seed).isEqualTo(device);
                assertThat(registry.byToken(device.token())).as("seed %d", seed).isEqualTo(device);
            }
            List<String> now = roll.stream().map(Device::token).toList();
            assertThat(before)
                    .as("seed %d", seed)
                    .allMatch(token -> now.contains(token) || registry.byToken(token) == null);
        }
        assertThat(registry.byId("nobody")).isNull();
    }

    @Test
    void aTokenThatOneDeviceGaveUpMayBeAnothersOne() {
        registry.put(List.of(device(0, "a", "secret")));
        registry.put(List.of(device(0, "a", "other")));
        assertThat(registry.byToken("secret")).isNull();
        registry.put(List.of(device(1, "b", "secret")));
        assertThat(registry.byToken("secret")).isEqualTo(registry.byNo(1));
        assertThat(registry.byToken("other")).isEqualTo(registry.byNo(0));
    }

    /** Some new devices, some that moved, some that got another token. */
    private void change() {
        List<Device> changed = new ArrayList<>();
        for (int i = random.nextInt(150); i >= 0; i--) {
            int no = random.nextBoolean() || roll.isEmpty() ? roll.size() : random.nextInt(roll.size());
            String id = no < roll.size() ? roll.get(no).id() : Integer.toString(random.nextInt(1_000), 12) + "-" + no;
            String token = no < roll.size() && random.nextBoolean()
                    ? roll.get(no).token()
                    : Long.toString(random.nextLong()) + no;
            Device device = device(no, id, token);
            if (no == roll.size()) {
                roll.add(device);
            } else {
                roll.set(no, device);
            }
            changed.add(device);
        }
        registry.put(changed);
    }

    private Device device(int no, String id, String token) {
        return new Device(
                no,
                id,
                random.nextBoolean() ? id : random.nextInt(100) + "号楼烟感",
                KINDS.get(random.nextInt(KINDS.size())),
                token,
                random.nextBoolean() ? null : new Point(121.4, 31.2),
                PLACES.get(random.nextInt(PLACES.size())),
                Map.of(),
                random.nextInt(3) == 0 ? "unit" : null,
                random.nextInt(9) > 0,
                Instant.EPOCH,
                false);
    }

    private Predicate<Group> fits() {
        String kind = KINDS.get(random.nextInt(KINDS.size()));
        String place = PLACES.get(random.nextInt(PLACES.size()));
        return switch (random.nextInt(5)) {
            case 0 -> group -> true;
            case 1 -> group -> group.kind().equals(kind);
            case 2 -> group -> group.place().startsWith(place);
            case 3 -> group -> "unit".equals(group.unit()) && group.enabled();
            default -> group -> !group.located();
        };
    }

    private List<String> ids(BitSet devices, int skip, int most) {
        return Arrays.stream(registry.catalogue().inOrder(devices, skip, most))
                .mapToObj(no -> roll.get(no).id())
                .toList();
    }

    private static List<String> ids(List<Device> devices) {
        return devices.stream().map(Device::id).toList();
    }
}
