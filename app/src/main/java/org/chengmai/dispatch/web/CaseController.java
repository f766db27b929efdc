package org.chengmai.dispatch.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.Status;
import org.chengmai.cases.model.Task;
import org.chengmai.dispatch.Notices;
import org.chengmai.dispatch.Responsibility;
import org.chengmai.dispatch.Roster;
import org.chengmai.identity.Account;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.Unit;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** One case on the desk: what is known, what may be done next, and doing it. */
@Controller
class CaseController {

    /**
     * What the dispatcher wants.
     *
     * @param version of the case that the dispatcher saw
     * @param account 0 for whoever of the unit is on duty
     */
    record Order(
            String verb,
            int version,
            @Nullable String unit,
            @Nullable Long account,
            @Nullable String words,
            @Nullable String matter,
            @Nullable String area) {

        String said() {
            return words == null ? "" : words.strip();
        }

        @Nullable
        Long person() {
            return account == null || account == 0 ? null : account;
        }

        String toUnit() {
            if (unit == null || unit.isBlank()) {
                throw Refusal.badInput("desk.unit", "Expected a unit to dispatch to, but none was chosen.");
            }
            return unit;
        }
    }

    private final Cases cases;
    private final Responsibility responsibility;
    private final Roster roster;
    private final Notices notices;
    private final Units units;
    private final Accounts accounts;
    private final Wording wording;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    CaseController(
            Cases cases,
            Responsibility responsibility,
            Roster roster,
            Notices notices,
            Units units,
            Accounts accounts,
            Wording wording,
            TransactionTemplate transactions,
            InstantSource clock) {
        this.cases = cases;
        this.responsibility = responsibility;
        this.roster = roster;
        this.notices = notices;
        this.units = units;
        this.accounts = accounts;
        this.wording = wording;
        this.transactions = transactions;
        this.clock = clock;
    }

    @GetMapping("/desk/case/{id}")
    String show(Actor actor, @PathVariable long id, Model model) {
        actor.needs(Act.DISPATCH_CASE);
        fill(actor, cases.get(actor, id), model);
        return "dispatch/case :: case";
    }

    /** Does it, and shows the case as it is then; where somebody was faster, with the sentence that says so. */
    @PostMapping("/desk/case/{id}")
    String act(
            Actor actor,
            @PathVariable long id,
            @ModelAttribute Order order,
            Model model,
            Locale locale,
            HttpServletResponse response) {
        actor.needs(Act.DISPATCH_CASE);
        try {
            carryOut(actor, id, order);
            response.setHeader("HX-Trigger", "case-acted");
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.NOT_FOUND || refusal.kind() == Refusal.Kind.FORBIDDEN) {
                throw refusal;
            }
            model.addAttribute("sentence", wording.say(refusal, locale));
            response.setHeader("HX-Trigger", "case-refused");
        }
        fill(actor, cases.get(actor, id), model);
        return "dispatch/case :: case";
    }

    private void carryOut(Actor actor, long id, Order order) {
        switch (order.verb()) {
            case "urge" -> notices.urge(actor, id, order.version(), order.said());
            case "pass" ->
                transactions.executeWithoutResult(tx -> {
                    CaseFile seen = cases.act(actor, id, order.version(), new Command.Verify(true, order.said()));
                    cases.act(actor, id, seen.version(), new Command.Close(""));
                });
            default -> cases.act(actor, id, order.version(), command(order));
        }
    }

    private Command command(Order order) {
        return switch (order.verb()) {
            case "accept" -> new Command.Accept(order.said());
            case "register" -> new Command.Register(given(order.matter()), place(order), order.said());
            case "dispatch" -> new Command.Assign(order.toUnit(), order.person(), order.said());
            case "reassign" -> new Command.Reassign(order.toUnit(), order.person(), order.said());
            case "verify" -> new Command.Verify(true, order.said());
            case "rework" -> new Command.Rework(order.said());
            case "close" -> new Command.Close(order.said());
            case "unlock" -> new Command.Unlock(order.said());
            case "registrar" -> new Command.ReturnToRegistrar(order.said());
            case "reporter" -> new Command.ReturnToReporter(order.said());
            case "void" -> new Command.MakeVoid(order.said());
            case "note" -> new Command.Note(order.said());
            default ->
                throw Refusal.badInput(
                        "desk.verb", "Expected an act of the desk, but '%s' is none.".formatted(order.verb()));
        };
    }

    private static @Nullable String given(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private @Nullable String place(Order order) {
        String area = given(order.area());
        return area == null ? null : responsibility.placeOf(area);
    }

    private void fill(Actor actor, CaseFile file, Model model) {
        List<Responsibility.Row> answers = responsibility.fitting(file.matter(), file.place());
        model.addAttribute("file", file);
        model.addAttribute("history", cases.history(actor, file.id()).reversed());
        model.addAttribute("similar", cases.similar(actor, file.id()));
        model.addAttribute("answer", answers.isEmpty() ? null : answers.getFirst());
        model.addAttribute("units", unitsFor(actor, answers));
        model.addAttribute("beforeDispatch", file.status().compareTo(Status.DISPATCHED) < 0);
        model.addAttribute("mayDispatch", actor.may(Act.DISPATCH_CASE, file.place()));
        model.addAttribute("mayVerify", actor.may(Act.VERIFY_CASE, file.place()));
        model.addAttribute("holder", holder(file));
        String suggested = answers.isEmpty() ? null : answers.getFirst().unit();
        model.addAttribute("duty", suggested == null ? null : roster.onDuty(suggested, now()));
    }

    private Instant now() {
        return clock.instant();
    }

    private @Nullable String holder(CaseFile file) {
        Task task = file.task();
        Long account = task == null ? null : task.account();
        return account == null
                ? null
                : accounts.find(account).map(Account::name).orElse(null);
    }

    /** The units a case may go to: the one that answers first, then all others within reach. */
    private List<Unit> unitsFor(Actor actor, List<Responsibility.Row> answers) {
        List<String> first =
                answers.stream().map(Responsibility.Row::unit).distinct().toList();
        List<Unit> all = new java.util.ArrayList<>();
        first.forEach(id -> units.find(id).ifPresent(all::add));
        units.list(actor.reach(Act.DISPATCH_CASE)).stream()
                .filter(u -> !first.contains(u.id()))
                .forEach(all::add);
        return all;
    }

    /** Who of a unit is on duty, as options of a list. */
    @GetMapping("/desk/duty")
    String duty(Actor actor, @RequestParam String unit, Model model) {
        actor.needs(Act.DISPATCH_CASE);
        model.addAttribute("duty", roster.onDuty(unit, now()));
        return "dispatch/case :: people";
    }

    /** The reporter in full; looking is audited by the cases. */
    @GetMapping("/desk/case/{id}/reporter")
    String reporter(Actor actor, @PathVariable long id, Model model) {
        model.addAttribute("reporter", cases.reporter(actor, id));
        return "dispatch/case :: reporter";
    }
}
