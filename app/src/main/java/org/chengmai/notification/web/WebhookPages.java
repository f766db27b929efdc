package org.chengmai.notification.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.chengmai.area.Areas;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.web.Sentences;
import org.chengmai.notification.Webhooks;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The back room's webhooks, and the log of what each was told. */
@Controller
@RequestMapping("/back/webhooks")
class WebhookPages {

    private final Webhooks webhooks;
    private final Areas areas;
    private final Sentences sentences;

    WebhookPages(Webhooks webhooks, Areas areas, Sentences sentences) {
        this.webhooks = webhooks;
        this.areas = areas;
        this.sentences = sentences;
    }

    @GetMapping
    String list(Actor actor, Model model) {
        model.addAttribute("webhooks", webhooks.list(actor));
        return "notification/webhooks";
    }

    @PostMapping
    String add(
            Actor actor,
            @RequestParam String name,
            @RequestParam String url,
            @RequestParam String types,
            @RequestParam String place,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        try {
            String path = path(place);
            Webhooks.Made made = webhooks.add(actor, name, url, types, path);
            model.addAttribute("secret", made.secret());
            return one(actor, made.id(), 0, model);
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            model.addAttribute("wrong", sentences.of(refusal, locale));
            model.addAttribute("typed", new Typed(name, url, types, place));
            return list(actor, model);
        }
    }

    /** What the form held when it was refused. */
    record Typed(String name, String url, String types, String place) {}

    private String path(String place) {
        String typed = place.strip();
        if (typed.equals("*")) {
            return "";
        }
        return areas.byPlace(typed)
                .orElseThrow(() -> Refusal.badInput(
                        "webhooks.place", "Expected a place of the area tree, but got '%s'.".formatted(typed), typed))
                .place();
    }

    @GetMapping("/{id}")
    String one(Actor actor, @PathVariable long id, @RequestParam(defaultValue = "0") int page, Model model) {
        model.addAttribute("webhook", webhooks.get(actor, id));
        model.addAttribute("deliveries", webhooks.deliveries(actor, id, page));
        return "notification/webhook";
    }

    @PostMapping("/{id}/test")
    String test(Actor actor, @PathVariable long id) {
        webhooks.test(actor, id);
        return "redirect:/back/webhooks/" + id;
    }

    @PostMapping("/{id}/enable")
    String enable(Actor actor, @PathVariable long id, @RequestParam boolean active) {
        webhooks.enable(actor, id, active);
        return "redirect:/back/webhooks/" + id;
    }

    @PostMapping("/{id}/secret")
    String secret(Actor actor, @PathVariable long id, Model model) {
        model.addAttribute("secret", webhooks.renewSecret(actor, id));
        return one(actor, id, 0, model);
    }
}
