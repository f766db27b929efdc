package org.chengmai.dispatch.web;

import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.chengmai.dispatch.Roster;
import org.chengmai.identity.Account;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.Unit;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.web.Uploads;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The back room's page of the roster: who is on duty now in every unit, and all shifts to come. */
@Controller
class RosterController {

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    /** One shift as people read it. */
    record Line(long id, String unit, String name, String starts, String ends, boolean now) {}

    /** Who of a unit can be called now. */
    record Now(Unit unit, boolean rostered, String people) {}

    private final Roster roster;
    private final Units units;
    private final Accounts accounts;
    private final Wording wording;
    private final InstantSource clock;

    RosterController(Roster roster, Units units, Accounts accounts, Wording wording, InstantSource clock) {
        this.roster = roster;
        this.units = units;
        this.accounts = accounts;
        this.wording = wording;
        this.clock = clock;
    }

    @GetMapping("/back/roster")
    String page(Actor actor, Model model) {
        actor.needs(Act.MANAGE_RESPONSIBILITY);
        Instant now = clock.instant();
        Reach reach = actor.reach(Act.MANAGE_RESPONSIBILITY);
        List<Unit> own =
                units.list(reach).stream().filter(u -> reach.covers(u.place())).toList();
        model.addAttribute("units", own);
        model.addAttribute(
                "duty",
                own.stream().map(u -> now(u, roster.onDuty(u.id(), now))).toList());
        model.addAttribute(
                "shifts",
                roster.list(actor, now).stream().map(s -> line(s, now)).toList());
        return "dispatch/roster";
    }

    private static Now now(Unit unit, Roster.OnDuty duty) {
        List<String> names = duty.people().stream().map(Account::name).toList();
        return new Now(unit, duty.rostered(), String.join("、", names));
    }

    private Line line(Roster.Shift shift, Instant now) {
        return new Line(
                shift.id(),
                wording.unit(shift.unit()),
                accounts.find(shift.account()).map(Account::name).orElse("—"),
                CityTime.of(shift.starts()).format(WRITTEN),
                CityTime.of(shift.ends()).format(WRITTEN),
                !shift.starts().isAfter(now));
    }

    @PostMapping("/back/roster")
    String put(
            Actor actor,
            @RequestParam String unit,
            @RequestParam String login,
            @RequestParam String starts,
            @RequestParam String ends,
            Model model,
            Locale locale) {
        return tried(actor, model, locale, () -> {
            long account = accounts.byLogin(login.strip())
                    .map(Account::id)
                    .orElseThrow(() -> Refusal.badInput(
                            "roster.login", "Expected an account '%s', but there is none.".formatted(login), login));
            roster.put(actor, new Roster.Shift(0, unit, account, CityTime.read(starts), CityTime.read(ends)));
        });
    }

    @PostMapping("/back/roster/{id}/remove")
    String remove(Actor actor, @PathVariable long id, Model model, Locale locale) {
        return tried(actor, model, locale, () -> roster.remove(actor, id));
    }

    @PostMapping("/back/roster/import")
    String importCsv(Actor actor, @RequestParam MultipartFile file, Model model, Locale locale) {
        return tried(
                actor, model, locale, () -> model.addAttribute("report", roster.importCsv(actor, Uploads.text(file))));
    }

    private String tried(Actor actor, Model model, Locale locale, Runnable act) {
        wording.tryTo(act, model, locale);
        return page(actor, model);
    }
}
