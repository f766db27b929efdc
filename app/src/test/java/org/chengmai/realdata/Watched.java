package org.chengmai.realdata;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.chengmai.detection.Scene;
import org.chengmai.detection.model.SceneFolder;
import org.chengmai.detection.model.SceneReader;
import org.chengmai.detection.model.SceneText;
import org.chengmai.detection.model.Surroundings;
import org.chengmai.device.Channel;
import org.chengmai.device.model.KindFiles;
import org.chengmai.realdata.Replayed.Spell;
import org.chengmai.stream.AlarmListener;
import org.chengmai.stream.Engine;
import org.chengmai.stream.ReadingBatch;
import org.chengmai.stream.RuleBook;
import org.chengmai.stream.RuleSpec;
import org.chengmai.stream.Vocabulary;
import org.jspecify.annotations.Nullable;

/** One device under one rule in the real engine, without a city: readings in, alarms out, all in the record's time. */
final class Watched implements AlarmListener {

    private record Names(List<String> channels) implements Vocabulary {
        @Override
        public int channel(String name) {
            return channels.indexOf(name);
        }
    }

    private static final Map<String, Scene> SHIPPED = new HashMap<>();

    private final Names names;
    private final Engine engine = new Engine(this);
    private final ReadingBatch batch = new ReadingBatch();
    private final List<Spell> spells = new ArrayList<>();
    private final List<Integer> highest = new ArrayList<>();
    private final RuleBook book;
    private final Map<String, Double> own;
    private boolean known;
    private boolean active;

    private Watched(RuleSpec rule, List<String> channels, Map<String, Double> own) {
        this.names = new Names(channels);
        this.own = Map.copyOf(own);
        this.book = RuleBook.compile(List.of(rule), kind -> names);
    }

    /** A rule of a shipped scene; {@code own} are the device's own values of its parameters. */
    static Watched scene(String id, String rule, Map<String, Double> own) {
        Scene scene = shipped(id);
        Scene.Rule watched = scene.rules().stream()
                .filter(r -> r.key().equals(rule))
                .findFirst()
                .orElseThrow();
        Map<String, Double> defaults = new HashMap<>();
        scene.parameters().forEach(p -> defaults.put(p.name(), p.value()));
        List<String> channels = KindFiles.shipped().stream()
                .filter(kind -> kind.id().equals(scene.kinds().getFirst()))
                .flatMap(kind -> kind.channels().stream())
                .map(Channel::name)
                .toList();
        List<String> levels = watched.levels().stream().map(Scene.Level::when).toList();
        return new Watched(new RuleSpec(rule, 1, watched.when(), watched.clear(), defaults, levels), channels, own);
    }

    /** A rule written for a record alone. */
    static Watched rule(String when, List<String> channels, Map<String, Double> parameters) {
        return rule(when, null, channels, parameters);
    }

    /** The same with a condition that clears; null clears when {@code when} no longer holds. */
    static Watched rule(String when, @Nullable String clear, List<String> channels, Map<String, Double> parameters) {
        return new Watched(new RuleSpec("rule", 1, when, clear, parameters), channels, Map.of());
    }

    /** A shipped scene. */
    static Scene shipped(String id) {
        return SHIPPED.computeIfAbsent(id, Watched::read);
    }

    private static Scene read(String id) {
        Map<String, Vocabulary> vocabularies = new HashMap<>();
        KindFiles.shipped()
                .forEach(kind -> vocabularies.put(
                        kind.id(),
                        new Names(kind.channels().stream().map(Channel::name).toList())));
        Surroundings anywhere = new Surroundings(vocabularies, code -> true);
        return SceneFolder.shipped().entrySet().stream()
                .map(file -> SceneReader.read(file.getKey(), file.getValue(), anywhere))
                .map(SceneText::scene)
                .filter(Objects::nonNull)
                .filter(scene -> scene.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Readings of one moment, by channel; a channel that is not named is left out. */
    Watched reads(long atMillis, Map<String, Double> values) {
        begin(atMillis);
        engine.advance(atMillis);
        batch.clear();
        batch.receivedMillis(atMillis);
        values.forEach((channel, value) -> batch.add(1, names.channel(channel), atMillis, value));
        engine.accept(batch);
        return this;
    }

    private void begin(long atMillis) {
        if (!known) {
            known = true;
            engine.install(book);
            engine.device(1, 1, atMillis, own);
        }
    }

    /** Lets the clock go on to a moment. */
    Watched until(long atMillis) {
        engine.advance(atMillis);
        return this;
    }

    /** Whether the alarm is active now. */
    boolean active() {
        return active;
    }

    /** How many alarms there have been. */
    int alarms() {
        return spells.size();
    }

    /** Every alarm so far, oldest first. */
    List<Spell> spells() {
        return List.copyOf(spells);
    }

    /** Of every alarm so far the highest level it has had, 0 for that of the rule itself. */
    List<Integer> highest() {
        return List.copyOf(highest);
    }

    @Override
    public void raised(int device, int rule, long atMillis, double value) {
        active = true;
        spells.add(new Spell(atMillis, null));
        highest.add(0);
    }

    @Override
    public void updated(int device, int rule, long atMillis, double value) {
        // only beginnings and ends matter here
    }

    @Override
    public void level(int device, int rule, long atMillis, double value, int level) {
        highest.set(highest.size() - 1, Math.max(highest.getLast(), level));
    }

    @Override
    public void cleared(int device, int rule, long atMillis, double value) {
        active = false;
        spells.set(spells.size() - 1, new Spell(spells.getLast().raisedMillis(), atMillis));
    }
}
