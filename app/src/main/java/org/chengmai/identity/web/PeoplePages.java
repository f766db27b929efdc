package org.chengmai.identity.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.chengmai.identity.Account;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.NewAccount;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.Role;
import org.chengmai.kernel.web.Sentences;
import org.chengmai.kernel.web.Uploads;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The back room's people: who may sign in, as what, where. */
@Controller
@RequestMapping("/back/people")
class PeoplePages {

    private final Accounts accounts;
    private final Units units;
    private final Places places;
    private final Sentences sentences;

    PeoplePages(Accounts accounts, Units units, Places places, Sentences sentences) {
        this.accounts = accounts;
        this.units = units;
        this.places = places;
        this.sentences = sentences;
    }

    @GetMapping
    String list(
            Actor actor,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        actor.needs(Act.MANAGE_PEOPLE);
        model.addAttribute("words", words);
        model.addAttribute("people", accounts.list(actor, words, page));
        return "identity/people";
    }

    @PostMapping("/import")
    String bringIn(Actor actor, @RequestParam MultipartFile file, Model model) {
        model.addAttribute("report", accounts.importCsv(actor, Uploads.text(file)));
        return list(actor, "", 0, model);
    }

    @GetMapping("/new")
    String blank(Actor actor, Locale locale, Model model) {
        actor.needs(Act.MANAGE_PEOPLE);
        offer(actor, locale, model);
        return "identity/person-new";
    }

    /** What the form of a new person holds. */
    record Form(String login, String name, String phone, String password, String place, Role role, String unit) {

        NewAccount account() {
            String path = Places.path(place);
            return new NewAccount(login, name, phone, password, path, List.of(grant(role, place, unit)));
        }
    }

    @PostMapping("/new")
    String open(Actor actor, Form form, Locale locale, Model model, HttpServletResponse response) {
        try {
            return "redirect:/back/people/" + accounts.create(actor, form.account());
        } catch (Refusal refusal) {
            refused(refusal, locale, model, response);
            model.addAttribute("form", form);
            return blank(actor, locale, model);
        }
    }

    @GetMapping("/{id}")
    String person(Actor actor, @PathVariable long id, Locale locale, Model model) {
        Account account = accounts.get(actor, id);
        offer(actor, locale, model);
        model.addAttribute("account", account);
        model.addAttribute("self", actor.account() == id);
        return "identity/person";
    }

    private interface Change {
        void apply();
    }

    private String change(
            Actor actor, long id, Locale locale, Model model, HttpServletResponse response, Change change) {
        try {
            change.apply();
            return "redirect:/back/people/" + id + "?done";
        } catch (Refusal refusal) {
            refused(refusal, locale, model, response);
            return person(actor, id, locale, model);
        }
    }

    @PostMapping("/{id}/grant")
    String grant(
            Actor actor,
            @PathVariable long id,
            @RequestParam Role role,
            @RequestParam String place,
            @RequestParam(defaultValue = "") String unit,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        Grant grant = grant(role, place, unit);
        return change(actor, id, locale, model, response, () -> accounts.grant(actor, id, grant));
    }

    @PostMapping("/{id}/revoke")
    String revoke(
            Actor actor,
            @PathVariable long id,
            @RequestParam Role role,
            @RequestParam String place,
            @RequestParam(defaultValue = "") String unit,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        Grant grant = grant(role, place.isEmpty() ? "*" : place, unit);
        return change(actor, id, locale, model, response, () -> accounts.revoke(actor, id, grant));
    }

    @PostMapping("/{id}/password")
    String password(
            Actor actor,
            @PathVariable long id,
            @RequestParam String password,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        return change(actor, id, locale, model, response, () -> accounts.resetPassword(actor, id, password));
    }

    @PostMapping("/{id}/close")
    String close(Actor actor, @PathVariable long id, Locale locale, Model model, HttpServletResponse response) {
        return change(actor, id, locale, model, response, () -> accounts.deactivate(actor, id));
    }

    @PostMapping("/{id}/reopen")
    String reopen(Actor actor, @PathVariable long id, Locale locale, Model model, HttpServletResponse response) {
        return change(actor, id, locale, model, response, () -> accounts.activate(actor, id));
    }

    @PostMapping("/{id}/unlock")
    String unlock(Actor actor, @PathVariable long id, Locale locale, Model model, HttpServletResponse response) {
        return change(actor, id, locale, model, response, () -> accounts.unlock(actor, id));
    }

    private static Grant grant(Role role, String place, String unit) {
        if (place.isBlank()) {
            throw Refusal.badInput("people.place", "Expected a place of the area tree, but got none.", "");
        }
        return new Grant(role, Places.path(place), unit.isBlank() ? null : unit.strip());
    }

    private void offer(Actor actor, Locale locale, Model model) {
        model.addAttribute("roles", Role.values());
        model.addAttribute("choices", places.choices(actor.reach(Act.MANAGE_PEOPLE), locale));
        model.addAttribute("units", units.list(actor.reach(Act.MANAGE_PEOPLE)));
    }

    private void refused(Refusal refusal, Locale locale, Model model, HttpServletResponse response) {
        response.setStatus(refusal.kind().status());
        model.addAttribute("wrong", sentences.of(refusal, locale));
    }
}
