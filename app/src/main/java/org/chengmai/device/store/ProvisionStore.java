package org.chengmai.device.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.chengmai.device.ProvisionKey;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Provisioning keys in {@code device.provision_key}, and whom they served in {@code device.provisioned}. */
@Repository
public class ProvisionStore {

    private final JdbcClient database;

    ProvisionStore(JdbcClient database) {
        this.database = database;
    }

    public void add(ProvisionKey key, byte[] secret) {
        database.sql("""
                        insert into device.provision_key (key, kind, place, strategy, secret, most, ends, enabled, created)
                        values (:key, :kind, :place, :strategy, :secret, :most, :ends, :enabled, :created)
                        """)
                .param("key", key.key())
                .param("kind", key.kind())
                .param("place", key.place())
                .param("strategy", key.strategy().name())
                .param("secret", secret)
                .param("most", key.most())
                .param("ends", Timestamp.from(key.ends()))
                .param("enabled", key.enabled())
                .param("created", Timestamp.from(key.created()))
                .update();
    }

    public void change(String key, int most, Instant ends, boolean enabled) {
        database.sql("update device.provision_key set most = :most, ends = :ends, enabled = :enabled where key = :key")
                .param("key", key)
                .param("most", most)
                .param("ends", Timestamp.from(ends))
                .param("enabled", enabled)
                .update();
    }

    public void secret(String key, byte[] secret) {
        database.sql("update device.provision_key set secret = :secret where key = :key")
                .param("key", key)
                .param("secret", secret)
                .update();
    }

    /** Keys of a kind, the newest first. */
    public List<ProvisionKey> list(String kind) {
        return database.sql("select * from device.provision_key where kind = :kind order by created desc, key")
                .param("kind", kind)
                .query(ProvisionStore::key)
                .list();
    }

    public Optional<ProvisionKey> find(String key) {
        return database.sql("select * from device.provision_key where key = :key")
                .param("key", key)
                .query(ProvisionStore::key)
                .optional();
    }

    /** The key whose secret has this hash, held until the transaction at hand ends. */
    public Optional<ProvisionKey> hold(String key, byte[] secret) {
        return database.sql("select * from device.provision_key where key = :key and secret = :secret for update")
                .param("key", key)
                .param("secret", secret)
                .query(ProvisionStore::key)
                .optional();
    }

    /** Whether this key has served the device before. */
    public boolean served(String key, int device) {
        return database.sql("select count(*) from device.provisioned where device = :device and key = :key")
                        .param("device", device)
                        .param("key", key)
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Notes that the key serves a device that it has not served before. */
    public void serve(String key, int device, Instant at) {
        database.sql("""
                        insert into device.provisioned (device, key, at) values (:device, :key, :at)
                        on conflict (device) do update set key = excluded.key, at = excluded.at
                        """)
                .param("device", device)
                .param("key", key)
                .param("at", Timestamp.from(at))
                .update();
        database.sql("update device.provision_key set made = made + 1 where key = :key")
                .param("key", key)
                .update();
    }

    public void refused(String key, long times) {
        database.sql("update device.provision_key set refused = refused + :times where key = :key")
                .param("times", times)
                .param("key", key)
                .update();
    }

    private static ProvisionKey key(ResultSet row, int i) throws SQLException {
        return new ProvisionKey(
                row.getString("key"),
                row.getString("kind"),
                row.getString("place"),
                ProvisionKey.Strategy.valueOf(row.getString("strategy")),
                row.getInt("most"),
                row.getInt("made"),
                row.getLong("refused"),
                row.getTimestamp("ends").toInstant(),
                row.getBoolean("enabled"),
                row.getTimestamp("created").toInstant());
    }
}
