package org.chengmai.detection;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.audit.Audit;
import org.chengmai.cases.Matters;
import org.chengmai.cases.model.Matter;
import org.chengmai.detection.model.RuleNames;
import org.chengmai.detection.model.SceneFault;
import org.chengmai.detection.model.SceneFolder;
import org.chengmai.detection.model.SceneReader;
import org.chengmai.detection.model.SceneText;
import org.chengmai.detection.model.Surroundings;
import org.chengmai.detection.store.SceneSwitches;
import org.chengmai.device.KindChanged;
import org.chengmai.device.Kinds;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Settings;
import org.chengmai.stream.Vocabulary;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The door to scenes: what the city watches for, read from files, switched and edited by an officer while it runs. Scenes
 * hold for the whole city, so changing one needs the right in all of it.
 */
@Service
public class Scenes {

    private static final Logger LOG = LoggerFactory.getLogger(Scenes.class);
    private static final Pattern NUMBERED = Pattern.compile("([^0-9]*)([0-9]{1,8})(.*)");
    private static final String OWN_GROUP = "应用场景";

    private final Kinds kinds;
    private final Matters matters;
    private final Areas areas;
    private final Audit audit;
    private final SceneSwitches switches;
    private final SceneCosts costs;
    private final TransactionTemplate transactions;
    private final ApplicationEventPublisher events;
    private final SceneFolder folder;
    private volatile State state = new State(Map.of(), RuleSet.EMPTY);

    private record State(Map<String, SceneLine> lines, RuleSet rules) {}

    Scenes(
            Kinds kinds,
            Matters matters,
            Areas areas,
            Audit audit,
            SceneSwitches switches,
            SceneCosts costs,
            TransactionTemplate transactions,
            ApplicationEventPublisher events,
            Settings settings) {
        this.kinds = kinds;
        this.matters = matters;
        this.areas = areas;
        this.audit = audit;
        this.switches = switches;
        this.costs = costs;
        this.transactions = transactions;
        this.events = events;
        this.folder = new SceneFolder(settings.data().resolve("scenes"));
    }

    /** Every scene that is read and right, by id, switched off ones included. */
    public List<Scene> list() {
        return state.lines().values().stream()
                .map(SceneLine::scene)
                .filter(java.util.Objects::nonNull)
                .toList();
    }

    /** The scene of this id, if it is right. */
    public Optional<Scene> find(String id) {
        return Optional.ofNullable(state.lines().get(id)).map(SceneLine::scene);
    }

    /** Whether the scene watches now. */
    public boolean enabled(String id) {
        SceneLine line = state.lines().get(id);
        return line != null && line.scene() != null && line.on();
    }

    /** Every scene with its text and what is wrong with it, for whoever manages scenes somewhere. */
    public List<SceneLine> lines(Actor actor) {
        actor.needs(Act.MANAGE_SCENES);
        return List.copyOf(state.lines().values());
    }

    /** One of {@link #lines}; refuses as not found. */
    public SceneLine line(Actor actor, String id) {
        actor.needs(Act.MANAGE_SCENES);
        SceneLine line = state.lines().get(id);
        if (line == null) {
            throw Refusal.notFound("scene.unknown", "Expected scene '%s', but there is none.".formatted(id), id);
        }
        return line;
    }

    /** Whether the actor may change scenes, which hold for the whole city. */
    public boolean mayChange(Actor actor) {
        return roots().stream().allMatch(place -> actor.may(Act.MANAGE_SCENES, place));
    }

    private void needsWholeCity(Actor actor) {
        roots().forEach(place -> actor.needs(Act.MANAGE_SCENES, place));
    }

    private List<String> roots() {
        List<String> places = areas.roots().stream().map(Area::place).toList();
        return places.isEmpty() ? List.of("") : places;
    }

    /** Switches a scene on or off; audited. Off clears its active alarms. */
    public void enable(Actor actor, String id, boolean on) {
        line(actor, id);
        needsWholeCity(actor);
        transactions.executeWithoutResult(t -> {
            switches.put(id, on);
            audit.record(actor, on ? "scene.on" : "scene.off", id, "");
        });
        refresh();
    }

    /** Switches a scene off because the engine spent so much of its time on it; audited as done by the city itself. */
    void stop(String id, int percent) {
        transactions.executeWithoutResult(t -> {
            switches.stop(id, percent);
            audit.record(Actor.CITY, "scene.stop", id, percent + " %");
        });
        refresh();
    }

    /** Reads every file again, those of the city's own kinds first; audited. Refuses a kind's file that is left out. */
    public void reload(Actor actor) {
        needsWholeCity(actor);
        audit.record(actor, "scene.reload", "scenes", "");
        List<Refusal> wrong = actor.may(Act.MANAGE_DEVICES, "") ? kinds.reload(actor) : List.of();
        refresh();
        if (!wrong.isEmpty()) {
            throw wrong.getFirst();
        }
    }

    /** What is wrong with a text; empty when it could be saved. */
    public List<SceneFault> check(Actor actor, String text) {
        actor.needs(Act.MANAGE_SCENES);
        return read(text).faults();
    }

    /** What a text says and what is wrong with it. */
    SceneText read(String text) {
        return costs.affordable(SceneReader.read("scene.yaml", text, surroundings(RuleNames.of(list()))));
    }

    /**
     * Saves an officer's scene under the id in its text, in place of a shipped one of that id; audited. A text with faults
     * is not saved.
     *
     * @return what was read; {@link SceneText#right} tells whether it is saved
     */
    public SceneText save(Actor actor, String text) {
        needsWholeCity(actor);
        SceneText read = read(text);
        Scene scene = read.scene();
        if (scene != null) {
            folder.write(ownFile(scene.id()), text.endsWith("\n") ? text : text + "\n");
            audit.record(actor, "scene.save", scene.id(), "");
            refresh();
        }
        return read;
    }

    /** Removes an officer's scene, so that the shipped one of the same id watches again; audited. */
    public void remove(Actor actor, String id) {
        SceneLine line = line(actor, id);
        needsWholeCity(actor);
        if (!line.own()) {
            throw Refusal.conflict(
                    "scene.shipped", "Expected to remove scene '%s', but it comes with the program.".formatted(id), id);
        }
        folder.remove(line.file());
        audit.record(actor, "scene.remove", id, "");
        refresh();
    }

    /** The file an officer's scene of this id is in already, or a new one. */
    private String ownFile(String id) {
        SceneLine line = state.lines().get(id);
        return line != null && line.own() ? line.file() : id + ".yaml";
    }

    @EventListener
    void changed(KindChanged event) {
        if (!state.lines().isEmpty()) {
            refresh();
        }
    }

    private void refresh() {
        load();
        events.publishEvent(new ScenesChanged());
    }

    /** The compiled rules of the scenes that watch. */
    RuleSet rules() {
        return state.rules();
    }

    /** Reads all files; what is wrong is left out and said. */
    synchronized void load() {
        Map<String, String> shippedFiles = SceneFolder.shipped();
        Map<String, String> ownFiles = folder.own();
        List<String> texts = Stream.concat(shippedFiles.values().stream(), ownFiles.values().stream())
                .toList();
        Surroundings surroundings = surroundings(RuleNames.ofTexts(texts));
        Map<String, Integer> off = switches.off();
        Map<String, SceneText> shipped = read(shippedFiles, surroundings);
        Map<String, SceneText> own = read(ownFiles, surroundings);
        own.replaceAll((id, text) -> costs.affordable(text));
        Map<String, SceneLine> lines = new TreeMap<>(Scenes::byNumber);
        shipped.forEach((id, text) -> lines.put(id, line(id, text, false, null, off)));
        own.forEach((id, text) -> lines.put(id, line(id, text, true, shipped.get(id), off)));
        lines.values().stream().flatMap(l -> l.faults().stream()).forEach(f -> LOG.warn("{}", f));
        defineMatters(lines.values());
        state = new State(lines, compile(lines.values()));
    }

    private static SceneLine line(
            String id, SceneText text, boolean own, @Nullable SceneText shipped, Map<String, Integer> off) {
        Scene scene = text.scene() == null && shipped != null ? shipped.scene() : text.scene();
        return new SceneLine(
                id,
                text.file(),
                text.text(),
                own,
                !own || shipped != null,
                !off.containsKey(id),
                off.getOrDefault(id, 0),
                scene,
                text.faults());
    }

    private static Map<String, SceneText> read(Map<String, String> files, Surroundings surroundings) {
        Map<String, SceneText> texts = new TreeMap<>();
        files.forEach((file, text) -> {
            SceneText read = SceneReader.read(file, text, surroundings);
            String id = SceneReader.idOf(text).orElse(file);
            texts.put(id, read);
        });
        return texts;
    }

    /** B4 before B11, B11 before B11a, B11a before B18. */
    private static int byNumber(String one, String other) {
        Matcher a = NUMBERED.matcher(one);
        Matcher b = NUMBERED.matcher(other);
        if (!a.matches() || !b.matches()) {
            return Boolean.compare(b.matches(), a.matches()) * 2 + Integer.signum(one.compareTo(other));
        }
        int letters = a.group(1).compareTo(b.group(1));
        int numbers = Integer.compare(Integer.parseInt(a.group(2)), Integer.parseInt(b.group(2)));
        if (letters != 0 || numbers != 0) {
            return letters != 0 ? letters : numbers;
        }
        return one.compareTo(other);
    }

    private Surroundings surroundings(Map<String, List<String>> rules) {
        Map<String, Vocabulary> vocabularies = new HashMap<>();
        kinds.list().forEach(kind -> vocabularies.put(kind.id(), new KindChannels(kind)));
        return new Surroundings(vocabularies, code -> matters.find(code).isPresent(), rules);
    }

    private void defineMatters(Collection<SceneLine> lines) {
        for (SceneLine line : lines) {
            Scene.Plan plan = line.scene() == null ? null : line.scene().plan();
            if (plan != null && plan.ownMatter() != null) {
                matters.define(
                        Actor.CITY,
                        new Matter(
                                plan.matter(), plan.ownMatter(), OWN_GROUP, plan.limit(), plan.clock(), plan.photo()));
            }
        }
    }

    private RuleSet compile(Collection<SceneLine> lines) {
        List<Scene> watching = lines.stream()
                .filter(SceneLine::on)
                .map(SceneLine::scene)
                .filter(java.util.Objects::nonNull)
                .toList();
        return rulesOf(watching);
    }

    /** The rules of these scenes for every kind that the city has. */
    RuleSet rulesOf(List<Scene> watching) {
        List<RuleSet.NumberedKind> numbered = kinds.list().stream()
                .map(kind -> new RuleSet.NumberedKind(kinds.number(kind.id()), kind))
                .toList();
        return RuleSet.compile(watching, numbered);
    }
}
