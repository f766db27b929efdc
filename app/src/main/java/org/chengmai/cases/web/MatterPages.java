package org.chengmai.cases.web;

import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.chengmai.cases.Matters;
import org.chengmai.cases.model.ClockKind;
import org.chengmai.cases.model.Matter;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.web.Sentences;
import org.chengmai.kernel.web.Uploads;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The back room's matters: look up, bring in the standard's table, set limits by hand. */
@Controller
@RequestMapping("/back/matters")
class MatterPages {

    private static final BigDecimal SECONDS_AN_HOUR = BigDecimal.valueOf(3_600);
    private static final BigDecimal SECONDS_A_DAY = BigDecimal.valueOf(86_400);

    /**
     * A matter as a row shows it.
     *
     * @param amount the limit in days on a clock of days, else in hours
     */
    record Line(Matter matter, BigDecimal amount, boolean days) {
        static Line of(Matter matter) {
            boolean days = inDays(matter.clock());
            BigDecimal seconds = BigDecimal.valueOf(matter.limit().toSeconds());
            BigDecimal amount = seconds.divide(days ? SECONDS_A_DAY : SECONDS_AN_HOUR, 2, RoundingMode.HALF_UP)
                    .stripTrailingZeros();
            return new Line(matter, new BigDecimal(amount.toPlainString()), days);
        }
    }

    private final Matters matters;
    private final Sentences sentences;

    MatterPages(Matters matters, Sentences sentences) {
        this.matters = matters;
        this.sentences = sentences;
    }

    @GetMapping
    String list(
            Actor actor,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String edit,
            Model model) {
        actor.needs(Act.MANAGE_CATALOGUES);
        List<Line> lines = matters.list(words).stream().map(Line::of).toList();
        model.addAttribute("lines", lines);
        model.addAttribute("words", words);
        model.addAttribute("clocks", ClockKind.values());
        matters.find(edit).map(Line::of).ifPresent(line -> model.addAttribute("edited", line));
        return "cases/matters";
    }

    @PostMapping("/rule")
    String rule(
            Actor actor,
            @RequestParam String code,
            @RequestParam BigDecimal amount,
            @RequestParam ClockKind clock,
            @RequestParam(defaultValue = "false") boolean needsPhoto,
            @RequestParam(defaultValue = "") String words,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        BigDecimal seconds = amount.multiply(inDays(clock) ? SECONDS_A_DAY : SECONDS_AN_HOUR);
        try {
            matters.rule(actor, code, Duration.ofSeconds(seconds.longValue()), clock, needsPhoto);
            model.addAttribute("saved", true);
            return list(actor, words, "", model);
        } catch (Refusal refusal) {
            if (refusal.kind() == Refusal.Kind.FORBIDDEN) {
                throw refusal;
            }
            response.setStatus(refusal.kind().status());
            model.addAttribute("wrong", sentences.of(refusal, locale));
            return list(actor, words, code, model);
        }
    }

    @PostMapping("/import")
    String bringIn(Actor actor, @RequestParam MultipartFile file, Model model) {
        ImportReport report = matters.importTsv(actor, Uploads.text(file));
        model.addAttribute("report", report);
        return list(actor, "", "", model);
    }

    private static boolean inDays(ClockKind clock) {
        return clock == ClockKind.WORK_DAYS || clock == ClockKind.NATURAL_DAYS;
    }
}
