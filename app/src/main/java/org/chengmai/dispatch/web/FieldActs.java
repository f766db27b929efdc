package org.chengmai.dispatch.web;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.cases.Cases;
import org.chengmai.cases.Matters;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.Matter;
import org.chengmai.cases.model.NewPhoto;
import org.chengmai.cases.model.Outcome;
import org.chengmai.cases.model.Report;
import org.chengmai.cases.model.Severity;
import org.chengmai.dispatch.FieldLog;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/**
 * Takes the acts that phones send. An act carries an id of its own and counts once, however often a bad net makes the
 * phone send it. It carries no version: what it may do is decided by where the case stands when it arrives.
 */
@RestController
class FieldActs {

    /**
     * An act.
     *
     * @param at when it was done on the phone, epoch milliseconds
     * @param lon degrees east of the phone, if its owner allows it
     */
    record Done(
            UUID id,
            String verb,
            @Nullable Long at,
            @Nullable Double lon,
            @Nullable Double lat,
            @Nullable String words,
            @Nullable Outcome outcome,
            @Nullable String matter,
            @Nullable String address,
            @Nullable Severity severity) {

        @Nullable
        Point point() {
            return lon == null || lat == null ? null : new Point(lon, lat);
        }

        String said() {
            return words == null ? "" : words.strip();
        }
    }

    private final Cases cases;
    private final Matters matters;
    private final Areas areas;
    private final FieldLog log;
    private final TransactionTemplate transactions;

    FieldActs(Cases cases, Matters matters, Areas areas, FieldLog log, TransactionTemplate transactions) {
        this.cases = cases;
        this.matters = matters;
        this.areas = areas;
        this.log = log;
        this.transactions = transactions;
    }

    /** Answers the case's number and where it stands now. */
    @PostMapping("/field/acts")
    Map<String, Object> act(
            Actor actor,
            @ModelAttribute Done done,
            @RequestParam(name = "case", required = false) @Nullable Long caseId,
            @RequestParam(required = false) @Nullable List<MultipartFile> photos) {
        List<NewPhoto> sent = Photos.of(photos);
        long id = caseId == null ? report(actor, done, sent) : carryOut(actor, caseId, done, sent);
        return Map.of("caseId", id);
    }

    private long carryOut(Actor actor, long caseId, Done done, List<NewPhoto> sent) {
        transactions.executeWithoutResult(tx -> {
            if (log.isNew(done.id(), actor.account(), caseId)) {
                int version = cases.get(actor, caseId).version();
                cases.act(actor, caseId, version, command(done, sent));
            }
        });
        return caseId;
    }

    private static Command command(Done done, List<NewPhoto> sent) {
        return switch (done.verb()) {
            case "take" -> new Command.Take();
            case "arrive" -> new Command.Arrive(done.point());
            case "done" ->
                new Command.FeedBack(done.outcome() == null ? Outcome.RESOLVED : done.outcome(), done.said(), sent);
            case "giveback" -> new Command.GiveBack(done.said());
            case "pass" -> new Command.Verify(true, done.said());
            case "rework" -> new Command.Verify(false, done.said());
            case "note" -> new Command.Note(done.said());
            default ->
                throw Refusal.badInput(
                        "desk.verb", "Expected an act of the field, but '%s' is none.".formatted(done.verb()));
        };
    }

    private long report(Actor actor, Done done, List<NewPhoto> sent) {
        actor.needs(Act.REPORT_CASE);
        String code = done.matter() == null ? "" : done.matter().strip().split(" ", 2)[0];
        Matter matter = matters.find(code)
                .orElseThrow(() -> Refusal.badInput(
                        "desk.matter", "Expected a matter from the list, but '%s' is none.".formatted(code), code));
        if (done.said().isEmpty()) {
            throw Refusal.badInput("desk.words", "Expected words on what was seen, but there are none.");
        }
        Point point = done.point();
        Severity severity = done.severity() == null ? Severity.MINOR : done.severity();
        String address = done.address() == null ? "" : done.address().strip();
        return cases.report(
                actor,
                new Report(
                        "field",
                        done.id().toString(),
                        matter.code(),
                        point,
                        place(actor, point),
                        address,
                        matter.name().zh(),
                        done.said(),
                        severity,
                        false,
                        null,
                        null,
                        sent,
                        null,
                        null));
    }

    /** Where the phone is; without a position, where its owner works. */
    private String place(Actor actor, @Nullable Point point) {
        String home = actor.grants().stream()
                .filter(g -> g.role().may(Act.REPORT_CASE))
                .map(Grant::place)
                .findFirst()
                .orElse("");
        return point == null ? home : areas.at(point).map(Area::place).orElse(home);
    }
}
