package org.chengmai.device;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.chengmai.device.ProvisionAnswer.Outcome;
import org.chengmai.device.model.Registry;
import org.chengmai.device.store.ProvisionStore;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Where devices that hold a provisioning key ask for their own token, whatever the protocol. */
@Service
public class Provisioning {

    /** So many ask at a time; the others wait for a moment. */
    private static final int AT_A_TIME = 4;

    private static final long PATIENCE_SECONDS = 5;

    private final ProvisionKeys keys;
    private final ProvisionStore store;
    private final Roll roll;
    private final Registry registry;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private final Semaphore places = new Semaphore(AT_A_TIME);
    private final Map<Outcome, Counter> counts = new EnumMap<>(Outcome.class);

    Provisioning(
            ProvisionKeys keys,
            ProvisionStore store,
            Roll roll,
            Registry registry,
            TransactionTemplate transactions,
            InstantSource clock,
            MeterRegistry meters) {
        this.keys = keys;
        this.store = store;
        this.roll = roll;
        this.registry = registry;
        this.transactions = transactions;
        this.clock = clock;
        for (Outcome outcome : Outcome.values()) {
            counts.put(
                    outcome,
                    Counter.builder("chengmai.provision")
                            .tag("outcome", outcome.name())
                            .register(meters));
        }
    }

    /**
     * Answers one request in JSON; waits for the database, so never call it on an event loop.
     *
     * @param from the address it came from, for the audit
     */
    public ProvisionAnswer ask(byte[] body, String from) {
        ProvisionRequest read = ProvisionRequest.read(body);
        ProvisionRequest request = read == null ? new ProvisionRequest("", "", "", null) : read;
        ProvisionAnswer answer = read == null ? malformed() : inTurn(read, from);
        Objects.requireNonNull(counts.get(answer.outcome())).increment();
        if (answer.outcome() != Outcome.GIVEN && answer.outcome() != Outcome.BUSY) {
            keys.refused(request, read != null && keys.isKnown(read.key()), answer, from);
        }
        return answer;
    }

    private static ProvisionAnswer malformed() {
        return new ProvisionAnswer(
                Outcome.MALFORMED,
                "Expected JSON with provisionDeviceKey, provisionDeviceSecret and credentials of type ACCESS_TOKEN, but got something else.");
    }

    private ProvisionAnswer inTurn(ProvisionRequest request, String from) {
        try {
            if (!places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return busy();
        }
        try {
            return Objects.requireNonNull(transactions.execute(t -> decide(request, from)));
        } catch (Refusal refusal) {
            return new ProvisionAnswer(Outcome.NAME, refusal.sentence());
        } catch (DataAccessException | TransactionException e) {
            return busy();
        } finally {
            places.release();
        }
    }

    private static ProvisionAnswer busy() {
        return new ProvisionAnswer(
                Outcome.BUSY, "Expected to look up the key, but the city cannot do it now; ask again in a while.");
    }

    private ProvisionAnswer decide(ProvisionRequest request, String from) {
        ProvisionKey key =
                store.hold(request.key(), ProvisionKeys.hash(request.secret())).orElse(null);
        if (key == null) {
            return new ProvisionAnswer(
                    Outcome.UNKNOWN, "Expected a provisioning key and its secret, but nobody has these.");
        }
        if (!key.enabled()) {
            return new ProvisionAnswer(
                    Outcome.OFF, "Expected a provisioning key that serves, but this one is switched off.");
        }
        if (!key.ends().isAfter(clock.instant())) {
            return new ProvisionAnswer(
                    Outcome.ENDED,
                    "Expected a provisioning key that serves, but this one ended at %s."
                            .formatted(CityTime.minute(key.ends())));
        }
        Device known = request.name().isEmpty() ? null : registry.byId(request.name());
        return key.strategy() == ProvisionKey.Strategy.NEW
                ? enter(key, request, known, from)
                : tell(key, request, known, from);
    }

    private ProvisionAnswer enter(ProvisionKey key, ProvisionRequest request, @Nullable Device known, String from) {
        if (known != null) {
            return new ProvisionAnswer(
                    Outcome.NAME,
                    "Expected a name of its own, but device %s is there already.".formatted(request.name()));
        }
        if (key.made() >= key.most()) {
            return full(key);
        }
        String id = request.name().isEmpty() ? DeviceRules.newToken() : request.name();
        Device device = roll.provision(
                new NewDevice(id, id, key.kind(), request.token(), null, key.place(), Map.of(), null, true, false),
                said(key, from));
        store.serve(key.key(), device.no(), clock.instant());
        return new ProvisionAnswer(Outcome.GIVEN, device.token());
    }

    private ProvisionAnswer tell(ProvisionKey key, ProvisionRequest request, @Nullable Device known, String from) {
        if (known == null
                || !known.enabled()
                || !known.kind().equals(key.kind())
                || !known.place().startsWith(key.place())) {
            return new ProvisionAnswer(
                    Outcome.NAME,
                    "Expected a device '%s' that waits for its token, but there is none.".formatted(request.name()));
        }
        if (!store.served(key.key(), known.no())) {
            if (key.made() >= key.most()) {
                return full(key);
            }
            store.serve(key.key(), known.no(), clock.instant());
        }
        roll.told(known, said(key, from));
        return new ProvisionAnswer(Outcome.GIVEN, known.token());
    }

    private static ProvisionAnswer full(ProvisionKey key) {
        return new ProvisionAnswer(
                Outcome.FULL,
                "Expected room for one more device, but the key serves %d at most.".formatted(key.most()));
    }

    private static String said(ProvisionKey key, String from) {
        return "key %s, from %s".formatted(key.key(), from);
    }
}
