package org.chengmai.detection;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.chengmai.detection.store.AlarmLog;
import org.chengmai.device.Kind;
import org.chengmai.stream.RuleBook;
import org.chengmai.stream.RuleException;
import org.chengmai.stream.RuleSpec;
import org.jspecify.annotations.Nullable;

/** The rules of the scenes that watch now, compiled for every kind they look at, and the way back from rule to scene. */
final class RuleSet {

    static final RuleSet EMPTY = new RuleSet(RuleBook.compile(List.of(), kind -> null), List.of());

    /** One rule of one scene. */
    record Entry(Scene scene, Scene.Rule rule) {
        AlarmLog.Key key(int device) {
            return new AlarmLog.Key(device, scene.id(), rule.key());
        }
    }

    /** A kind under the small number that the engine knows it by. */
    record NumberedKind(int number, Kind kind) {}

    private final RuleBook book;
    private final List<Entry> entries;
    private final Map<String, Integer> indexes = new HashMap<>();

    private RuleSet(RuleBook book, List<Entry> entries) {
        this.book = book;
        this.entries = List.copyOf(entries);
        for (int i = 0; i < entries.size(); i++) {
            indexes.put(
                    name(
                            entries.get(i).scene().id(),
                            entries.get(i).rule().key(),
                            book.rule(i).kind()),
                    i);
        }
    }

    /** Compiles the rules; one that speaks of every kind goes to the kinds that have its channels. */
    static RuleSet compile(Collection<Scene> scenes, Collection<NumberedKind> kinds) {
        Map<Integer, KindChannels> vocabularies = new HashMap<>();
        kinds.forEach(k -> vocabularies.put(k.number(), new KindChannels(k.kind())));
        List<RuleSpec> specs = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (Scene scene : scenes) {
            for (Scene.Rule rule : scene.rules()) {
                for (NumberedKind kind : kinds) {
                    RuleSpec spec = spec(scene, rule, kind.number());
                    if (watches(scene, spec, kind.kind())) {
                        specs.add(spec);
                        entries.add(new Entry(scene, rule));
                    }
                }
            }
        }
        return new RuleSet(RuleBook.compile(specs, vocabularies::get), entries);
    }

    /** A rule of a scene as the engine knows it for one kind. */
    static RuleSpec spec(Scene scene, Scene.Rule rule, int kind) {
        Map<String, Double> parameters = new HashMap<>();
        scene.parameters().forEach(p -> parameters.put(p.name(), p.value()));
        return new RuleSpec(
                scene.id() + "." + rule.key(),
                kind,
                rule.when(),
                rule.clear(),
                parameters,
                rule.levels().stream().map(Scene.Level::when).toList());
    }

    private static boolean watches(Scene scene, RuleSpec spec, Kind kind) {
        if (!scene.kinds().contains(Scene.EVERY_KIND)) {
            return scene.kinds().contains(kind.id());
        }
        try {
            RuleBook.check(spec, new KindChannels(kind));
            return true;
        } catch (RuleException e) {
            return false;
        }
    }

    private static String name(String scene, String rule, int kind) {
        return scene + "." + rule + "@" + kind;
    }

    RuleBook book() {
        return book;
    }

    int size() {
        return entries.size();
    }

    Entry entry(int index) {
        return entries.get(index);
    }

    /** Index of the rule for devices of a kind; null when it does not watch them now. */
    @Nullable
    Integer index(String scene, String rule, int kind) {
        return indexes.get(name(scene, rule, kind));
    }
}
