package org.chengmai.device;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.chengmai.audit.Audit;
import org.chengmai.device.model.ProvisionRefusals;
import org.chengmai.device.store.ProvisionStore;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Refusal;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The door of the provisioning keys: issued, renewed, bounded and switched off by whoever manages the devices of their place. */
@Service
public class ProvisionKeys {

    private static final int MOST_DEVICES = 1_000_000;

    /** A key with the secret that is told this once. */
    public record Issued(String key, String secret) {}

    private final Kinds kinds;
    private final ProvisionStore store;
    private final Audit audit;
    private final TransactionTemplate transactions;
    private final InstantSource clock;
    private final ProvisionRefusals refusals = new ProvisionRefusals();

    ProvisionKeys(
            Kinds kinds, ProvisionStore store, Audit audit, TransactionTemplate transactions, InstantSource clock) {
        this.kinds = kinds;
        this.store = store;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The keys of a kind as far as the actor manages devices, the newest first. */
    public List<ProvisionKey> list(Actor actor, String kind) {
        var reach = actor.reach(Act.MANAGE_DEVICES);
        return store.list(kind).stream()
                .filter(key -> reach.covers(key.place()))
                .map(this::counted)
                .toList();
    }

    /** With the refusals that are not written down yet. */
    private ProvisionKey counted(ProvisionKey k) {
        return new ProvisionKey(
                k.key(),
                k.kind(),
                k.place(),
                k.strategy(),
                k.most(),
                k.made(),
                k.refused() + refusals.untold(k.key()),
                k.ends(),
                k.enabled(),
                k.created());
    }

    /**
     * Issues a key with its secret.
     *
     * @param place path in the area tree in which its devices stand
     * @param most how many devices it serves
     */
    public Issued issue(
            Actor actor, String kind, String place, ProvisionKey.Strategy strategy, int most, Instant ends) {
        actor.needs(Act.MANAGE_DEVICES, place);
        check(most);
        if (!ends.isAfter(clock.instant())) {
            throw Refusal.badInput("provision.ends", "Expected a last day that is still to come, but it is over.");
        }
        Issued issued = new Issued(DeviceRules.newToken(), DeviceRules.newSecret());
        ProvisionKey key = new ProvisionKey(
                issued.key(), kinds.get(kind).id(), place, strategy, most, 0, 0, ends, true, clock.instant());
        transactions.executeWithoutResult(t -> {
            audit.record(actor, "provision.issue", key.key(), said(key.kind(), most, ends, true));
            store.add(key, hash(issued.secret()));
        });
        return issued;
    }

    /** Gives the key a new secret and returns it; the old one stops working. */
    public Issued renew(Actor actor, String key) {
        ProvisionKey before = get(actor, key);
        Issued issued = new Issued(before.key(), DeviceRules.newSecret());
        transactions.executeWithoutResult(t -> {
            audit.record(actor, "provision.renew", key, "");
            store.secret(key, hash(issued.secret()));
        });
        return issued;
    }

    /** Says how many devices the key serves, until when, and whether it serves at all; returns it as it was before. */
    public ProvisionKey change(Actor actor, String key, int most, Instant ends, boolean enabled) {
        ProvisionKey before = get(actor, key);
        check(most);
        transactions.executeWithoutResult(t -> {
            audit.record(actor, "provision.change", key, said(before.kind(), most, ends, enabled));
            store.change(key, most, ends, enabled);
        });
        return before;
    }

    /** The key of this name as far as the actor manages devices; refuses as not found. */
    private ProvisionKey get(Actor actor, String key) {
        actor.needs(Act.MANAGE_DEVICES);
        var reach = actor.reach(Act.MANAGE_DEVICES);
        return store.find(key)
                .filter(k -> reach.covers(k.place()))
                .orElseThrow(() -> Refusal.notFound(
                        "provision.unknown",
                        "Expected a provisioning key '%s', but there is none.".formatted(key),
                        key));
    }

    private static void check(int most) {
        if (most < 1 || most > MOST_DEVICES) {
            throw Refusal.badInput(
                    "provision.most",
                    "Expected 1 to %d devices for a key, but got %d.".formatted(MOST_DEVICES, most),
                    MOST_DEVICES,
                    most);
        }
    }

    private static String said(String kind, int most, Instant ends, boolean enabled) {
        return "%s, %d devices, until %s%s".formatted(kind, most, CityTime.minute(ends), enabled ? "" : ", off");
    }

    /** Notes that somebody was turned away: counted always, audited as often as is worth reading. */
    void refused(ProvisionRequest request, boolean known, ProvisionAnswer answer, String from) {
        String key = known ? request.key() : "";
        long told = refusals.count(key, answer.outcome().name(), clock.millis());
        if (told == 0) {
            return;
        }
        String name = request.name().substring(0, Math.min(64, request.name().length()));
        audit.recordRefused(
                Actor.CITY,
                "device.provision",
                name.isEmpty() ? key : name,
                "%s, key %s, from %s%s"
                        .formatted(
                                answer.outcome(),
                                known ? key : "unknown",
                                from,
                                told > 1 ? ", and %d more since the last".formatted(told - 1) : ""));
        if (known) {
            store.refused(key, told);
        }
    }

    /** Whether there is a key of this name, whatever its secret. */
    boolean isKnown(String key) {
        return store.find(key).isPresent();
    }

    static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every Java to know SHA-256", e);
        }
    }
}
