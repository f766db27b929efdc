package org.chengmai.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import org.chengmai.area.Areas;
import org.chengmai.area.Level;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.web.Sentences;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** The page where anybody reports a trouble, and the sign for a door that leads to it. */
@Controller
class ReportPages {

    private static final int REPORTS = 30;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final Letterbox letterbox;
    private final Choices choices;
    private final Areas areas;
    private final Sentences sentences;
    private final Turnstile turnstile;

    ReportPages(Letterbox letterbox, Choices choices, Areas areas, Sentences sentences, InstantSource clock) {
        this.letterbox = letterbox;
        this.choices = choices;
        this.areas = areas;
        this.sentences = sentences;
        this.turnstile = new Turnstile(REPORTS, WINDOW, clock);
    }

    @GetMapping("/report")
    String blank(Model model, Locale locale) {
        return page(model, locale, ReportForm.EMPTY);
    }

    @PostMapping("/report")
    String report(
            @ModelAttribute("form") ReportForm form,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            pass(form, request);
            return "redirect:/report/%s?sent".formatted(letterbox.drop(form));
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            model.addAttribute("error", sentences.of(refusal, locale));
            return page(model, locale, form);
        }
    }

    private void pass(ReportForm form, HttpServletRequest request) {
        if (form.trapped() || !turnstile.passes(request.getRemoteAddr())) {
            throw Refusal.busy(
                    "portal.often",
                    "Expected at most %d reports in %d minutes from one address, but there are more."
                            .formatted(REPORTS, WINDOW.toMinutes()));
        }
    }

    private String page(Model model, Locale locale, ReportForm form) {
        model.addAttribute("form", form);
        model.addAttribute("streets", areas.below("", Level.STREET));
        model.addAttribute("choices", choices.list(locale));
        model.addAttribute("groups", choices.groups(locale));
        model.addAttribute("mostPhotos", Letterbox.MOST_PHOTOS);
        return "portal/report";
    }

    @GetMapping("/report/sign")
    String sign(Model model) {
        model.addAttribute("address", address());
        model.addAttribute("svg", QrCode.svg(address()));
        return "portal/sign";
    }

    @GetMapping("/report/qr")
    ResponseEntity<String> code() {
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf("image/svg+xml"))
                .body(QrCode.svg(address()));
    }

    private static String address() {
        return ServletUriComponentsBuilder.fromCurrentContextPath()
                .path("/report")
                .toUriString();
    }
}
