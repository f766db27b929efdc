package org.chengmai.dispatch.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.chengmai.cases.Cases;
import org.chengmai.cases.Matters;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.CaseLine;
import org.chengmai.cases.model.Filter;
import org.chengmai.cases.model.Status;
import org.chengmai.cases.model.Task;
import org.chengmai.dispatch.Responsibility;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;
import tools.jackson.databind.json.JsonMapper;

/** The field's phone page: my tasks, one task, a new trouble; and what lets it open without signal. */
@Controller
class FieldController {

    private static final int LINES = 100;

    private static final List<String> SAID_BY_SCRIPT = List.of(
            "online",
            "offline",
            "waiting",
            "pending",
            "signedOut",
            "signIn",
            "again",
            "drop",
            "needsPhoto",
            "take",
            "arrive",
            "done",
            "giveback",
            "pass",
            "rework",
            "report",
            "note");

    private final Cases cases;
    private final Matters matters;
    private final Responsibility responsibility;
    private final Wording wording;
    private final JsonMapper json;

    FieldController(Cases cases, Matters matters, Responsibility responsibility, Wording wording, JsonMapper json) {
        this.cases = cases;
        this.matters = matters;
        this.responsibility = responsibility;
        this.wording = wording;
        this.json = json;
    }

    /** What the page's script says, as JSON. */
    @ModelAttribute("fieldWords")
    String fieldWords(Locale locale) {
        Map<String, String> words = new TreeMap<>();
        for (String key : SAID_BY_SCRIPT) {
            words.put(key, wording.say("field.js." + key, locale));
        }
        return json.writeValueAsString(words);
    }

    @GetMapping("/field")
    String tasks(
            Actor actor,
            @RequestParam(defaultValue = "tasks") String tab,
            @RequestParam(required = false) @Nullable String told,
            Model model) {
        needsField(actor);
        boolean verifies = actor.may(Act.VERIFY_CASE);
        List<CaseLine> toTake = mine(actor, Set.of(Status.DISPATCHED));
        List<CaseLine> inHand = mine(actor, Set.of(Status.HANDLING));
        List<CaseLine> toVerify = verifies ? toVerify(actor) : List.of();
        model.addAttribute("tab", tab);
        model.addAttribute("account", actor.account());
        model.addAttribute("verifies", verifies);
        model.addAttribute("toTake", toTake);
        model.addAttribute("inHand", inHand);
        model.addAttribute("toVerify", toVerify);
        model.addAttribute("told", told);
        if (tab.equals("done")) {
            model.addAttribute("done", mine(actor, Set.of(Status.FED_BACK, Status.VERIFIED, Status.CLOSED)));
        }
        return "dispatch/field";
    }

    private List<CaseLine> mine(Actor actor, Set<Status> statuses) {
        Filter.Order order = statuses.contains(Status.CLOSED) ? Filter.Order.NEWEST : Filter.Order.URGENT;
        return cases.list(
                        actor,
                        Filter.ALL.status(statuses).mine(true).order(order).size(LINES),
                        null)
                .cases();
    }

    /** What was fed back where the actor verifies, and where the table gives that to a role of the actor. */
    private List<CaseLine> toVerify(Actor actor) {
        Filter fedBack = Filter.ALL
                .status(Set.of(Status.FED_BACK))
                .order(Filter.Order.URGENT)
                .size(LINES);
        return cases.list(actor, fedBack, null).cases().stream()
                .filter(line -> verifiedBy(actor, line.matter(), line.place()))
                .toList();
    }

    private boolean verifiedBy(Actor actor, String matter, String place) {
        Role verifier = responsibility
                .find(matter, place)
                .map(Responsibility.Row::verifier)
                .orElse(null);
        return verifier != null
                && actor.grants().stream().anyMatch(g -> g.role() == verifier && place.startsWith(g.place()));
    }

    @GetMapping("/field/case/{id}")
    String task(Actor actor, @PathVariable long id, Model model) {
        needsField(actor);
        CaseFile file = cases.get(actor, id);
        Task task = file.task();
        Long account = task == null ? null : task.account();
        model.addAttribute("account", actor.account());
        model.addAttribute("file", file);
        model.addAttribute("history", cases.history(actor, id).reversed());
        model.addAttribute(
                "handles", task != null && actor.reach(Act.HANDLE_CASE).covers(file.place(), task.unit()));
        model.addAttribute("another", account != null && account != actor.account());
        model.addAttribute("verifies", actor.may(Act.VERIFY_CASE, file.place()));
        return "dispatch/task";
    }

    @GetMapping("/field/report")
    String report(Actor actor, Model model) {
        needsField(actor);
        actor.needs(Act.REPORT_CASE);
        model.addAttribute("account", actor.account());
        model.addAttribute("matters", matters.list());
        return "dispatch/trouble";
    }

    /** Who this phone is signed in as, and the token that acts need. */
    @GetMapping("/field/session")
    @ResponseBody
    Map<String, Object> session(Actor actor, @Nullable CsrfToken token) {
        needsField(actor);
        Map<String, String> csrf = token == null
                ? Map.of("header", "X-CSRF-TOKEN", "token", "")
                : Map.of("header", token.getHeaderName(), "token", token.getToken());
        return Map.of("account", actor.account(), "csrf", csrf);
    }

    @GetMapping("/field/worker.js")
    ResponseEntity<Resource> worker() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/javascript;charset=UTF-8"))
                .cacheControl(CacheControl.noCache())
                .header("Service-Worker-Allowed", "/field")
                .body(new ClassPathResource("static/js/field-worker.js"));
    }

    @GetMapping(
            value = "/field/manifest",
            produces = {"application/manifest+json", MediaType.APPLICATION_JSON_VALUE})
    @ResponseBody
    Map<String, Object> manifest(Locale locale) {
        return Map.of(
                "name", wording.say("field.app", locale),
                "short_name", wording.say("field.app.short", locale),
                "start_url", "/field",
                "scope", "/field",
                "display", "standalone",
                "background_color", "#ffffff",
                "theme_color", "#1f4e79",
                "icons",
                        List.of(Map.of(
                                "src", "/favicon.svg", "sizes", "any", "type", "image/svg+xml", "purpose", "any")));
    }

    private static void needsField(Actor actor) {
        if (!actor.may(Act.HANDLE_CASE)) {
            actor.needs(Act.VERIFY_CASE);
        }
    }
}
