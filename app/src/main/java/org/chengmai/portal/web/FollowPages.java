package org.chengmai.portal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.chengmai.cases.Cases;
import org.chengmai.cases.model.Photo;
import org.chengmai.cases.model.PublicView;
import org.chengmai.cases.model.Status;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.web.Sentences;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What became of a report, for whoever has its code: public steps only, and the rating once it is over. */
@Controller
class FollowPages {

    private static final int LOOKS = 120;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final int MOST_STARS = 5;
    private static final int MOST_WORDS = 1000;

    /** One line of the story: what, when, and the words that are meant for the reporter. */
    record Line(String what, String when, String words) {}

    private final Cases cases;
    private final MessageSource messages;
    private final Sentences sentences;
    private final Turnstile turnstile;

    FollowPages(Cases cases, MessageSource messages, Sentences sentences, InstantSource clock) {
        this.cases = cases;
        this.messages = messages;
        this.sentences = sentences;
        this.turnstile = new Turnstile(LOOKS, WINDOW, clock);
    }

    @GetMapping("/report/follow")
    String ask(@RequestParam(defaultValue = "") String code, Model model) {
        if (!code.isBlank()) {
            return "redirect:/report/" + tidy(code);
        }
        model.addAttribute("code", "");
        return "portal/follow";
    }

    @GetMapping("/report/{code}")
    String follow(
            @PathVariable String code,
            @RequestParam(required = false) String sent,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        try {
            show(look(code, request), model, locale);
            model.addAttribute("fresh", sent != null);
            return "portal/followed";
        } catch (Refusal refusal) {
            return unknown(code, refusal, model, locale, response);
        }
    }

    @PostMapping("/report/{code}/rating")
    String rate(
            @PathVariable String code,
            @RequestParam(defaultValue = "0") int stars,
            @RequestParam(defaultValue = "") String words,
            Model model,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response) {
        PublicView view;
        try {
            view = look(code, request);
        } catch (Refusal refusal) {
            return unknown(code, refusal, model, locale, response);
        }
        try {
            if (stars < 1 || stars > MOST_STARS) {
                throw Refusal.badInput("portal.stars", "Expected 1 to 5 stars, but got %d.".formatted(stars));
            }
            cases.rate(
                    view.code(),
                    stars,
                    words.strip().substring(0, Math.min(words.strip().length(), MOST_WORDS)));
            return "redirect:/report/" + view.code();
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            show(view, model, locale);
            model.addAttribute("fresh", false);
            model.addAttribute("error", sentences.of(refusal, locale));
            return "portal/followed";
        }
    }

    @GetMapping("/report/{code}/photo/{number}")
    ResponseEntity<byte[]> photo(@PathVariable String code, @PathVariable long number, HttpServletRequest request) {
        look(code, request);
        Photo photo = cases.followedPhoto(tidy(code), number, true);
        return ResponseEntity.ok()
                .contentType(MediaType.valueOf(photo.type()))
                .header("X-Content-Type-Options", "nosniff")
                .body(photo.content());
    }

    private PublicView look(String code, HttpServletRequest request) {
        if (!turnstile.passes(request.getRemoteAddr())) {
            throw Refusal.busy(
                    "portal.often",
                    "Expected at most %d looks in %d minutes from one address, but there are more."
                            .formatted(LOOKS, WINDOW.toMinutes()));
        }
        return cases.followed(tidy(code));
    }

    /** Codes are read aloud and written by hand: spaces and dashes do not count, nor does the case of letters. */
    private static String tidy(String code) {
        return code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    }

    private String unknown(String code, Refusal refusal, Model model, Locale locale, HttpServletResponse response) {
        response.setStatus(refusal.kind().status());
        model.addAttribute("code", code);
        model.addAttribute(
                "error",
                refusal.kind().status() == HttpStatus.NOT_FOUND.value()
                        ? messages.getMessage("portal.follow.unknown", null, locale)
                        : sentences.of(refusal, locale));
        return "portal/follow";
    }

    private void show(PublicView view, Model model, Locale locale) {
        model.addAttribute("view", view);
        model.addAttribute("code", view.code());
        model.addAttribute("state", messages.getMessage("portal.state." + view.status(), null, locale));
        model.addAttribute("ended", view.status() == Status.CLOSED);
        model.addAttribute("matter", view.matterName().in(locale));
        model.addAttribute("mayRate", view.status() == Status.CLOSED && view.stars() == 0);
        model.addAttribute(
                "steps", view.steps().stream().map(s -> line(s, locale)).toList());
    }

    private Line line(PublicView.Step step, Locale locale) {
        String other = messages.getMessage("portal.step.other", null, locale);
        return new Line(
                String.valueOf(messages.getMessage("portal.step." + step.kind(), null, other, locale)),
                when(step.at(), locale),
                step.words());
    }

    private String when(Instant at, Locale locale) {
        String pattern = messages.getMessage("portal.time", null, locale);
        return DateTimeFormatter.ofPattern(pattern, locale).format(CityTime.of(at));
    }
}
