package org.chengmai.cases.web;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.area.Level;
import org.chengmai.cases.Matters;
import org.chengmai.cases.model.ReportColumns;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.web.Sentences;
import org.chengmai.kernel.web.Uploads;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Brings in reports from a file and shows how far it is. */
@Controller
@RequestMapping("/back/import")
class ImportPages {

    /** A place that the form offers. */
    record Choice(String place, String names) {}

    private static final ReportColumns USUAL =
            new ReportColumns("import", "编号", "标题", "内容", "时间", "", "", "", "", "", "", "C-12", "");

    private final ImportJobs jobs;
    private final Matters matters;
    private final Areas areas;
    private final Sentences sentences;

    ImportPages(ImportJobs jobs, Matters matters, Areas areas, Sentences sentences) {
        this.jobs = jobs;
        this.matters = matters;
        this.areas = areas;
        this.sentences = sentences;
    }

    @GetMapping
    String form(Actor actor, Model model) {
        actor.needs(Act.DISPATCH_CASE);
        model.addAttribute("columns", USUAL);
        model.addAttribute("matters", matters.list());
        model.addAttribute("places", places(actor));
        return "cases/import";
    }

    /** Where the person dispatches, and the streets below. */
    private List<Choice> places(Actor actor) {
        List<String> own = actor.reach(Act.DISPATCH_CASE).places();
        Stream<String> streets = own.stream()
                .flatMap(place -> areas.below(place, Level.STREET).stream().map(Area::place));
        Stream<String> roots = own.contains("") ? areas.roots().stream().map(Area::place) : Stream.of();
        return Stream.of(roots, own.stream().filter(place -> !place.isEmpty()), streets)
                .flatMap(each -> each)
                .distinct()
                .map(place -> new Choice(place, areas.namesOf(place)))
                .toList();
    }

    @PostMapping
    String start(Actor actor, @RequestParam MultipartFile file, @ModelAttribute ReportColumns columns) {
        ReportColumns stripped = stripped(columns);
        actor.needs(Act.DISPATCH_CASE, stripped.place());
        String text = whole(Uploads.text(file));
        ImportJobs.Job job = jobs.start(actor, new StringReader(text), text.length(), stripped);
        return "redirect:/back/import/" + job.id();
    }

    @GetMapping("/{id}")
    String job(Actor actor, @PathVariable long id, Locale locale, Model model) {
        ImportJobs.Job job = jobs.get(actor, id);
        Refusal refusal = job.refusal();
        model.addAttribute("job", job);
        model.addAttribute("wrong", refusal == null ? "" : sentences.of(refusal, locale));
        return "cases/import-job";
    }

    /** The part of the page that changes while the import runs. */
    @GetMapping("/{id}/progress")
    String progress(Actor actor, @PathVariable long id, Locale locale, Model model) {
        return job(actor, id, locale, model) + " :: progress";
    }

    /** A field that the form did not send is an empty one. */
    private static ReportColumns stripped(ReportColumns c) {
        return new ReportColumns(
                text(c.source()),
                text(c.ref()),
                text(c.title()),
                text(c.words()),
                text(c.saidAt()),
                text(c.name()),
                text(c.phone()),
                text(c.address()),
                text(c.lon()),
                text(c.lat()),
                text(c.matterCode()),
                text(c.matter()),
                text(c.place()));
    }

    private static String text(@Nullable String sent) {
        return sent == null ? "" : sent.strip();
    }

    private static String whole(Reader text) {
        try {
            StringWriter all = new StringWriter();
            text.transferTo(all);
            return all.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
