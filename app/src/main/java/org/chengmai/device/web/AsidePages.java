package org.chengmai.device.web;

import org.chengmai.device.Aside;
import org.chengmai.device.AsideFilter;
import org.chengmai.device.AsideReason;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The back room's page of what was kept aside: why, from whom, and what becomes of it. */
@Controller
class AsidePages {

    private static final String PAGE = "redirect:/back/aside";

    private final Aside aside;

    AsidePages(Aside aside) {
        this.aside = aside;
    }

    @GetMapping("/back/aside")
    String list(
            Actor actor,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String device,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        actor.needs(Act.SEE_DEVICES);
        model.addAttribute("page", aside.list(actor, new AsideFilter(reason, device.strip()), page));
        model.addAttribute("counts", aside.counts(actor));
        model.addAttribute("reasons", AsideReason.values());
        model.addAttribute("reason", reason);
        model.addAttribute("device", device);
        model.addAttribute("manages", actor.may(Act.MANAGE_DEVICES));
        return "device/aside";
    }

    @PostMapping("/back/aside/{id}/release")
    String release(Actor actor, @PathVariable long id, RedirectAttributes to) {
        aside.release(actor, id);
        return done(to, "aside.released", 1);
    }

    @PostMapping("/back/aside/{id}/discard")
    String discard(Actor actor, @PathVariable long id, RedirectAttributes to) {
        aside.discard(actor, id);
        return done(to, "aside.discarded", 1);
    }

    @PostMapping("/back/aside/release")
    String releaseAll(
            Actor actor,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String device,
            RedirectAttributes to) {
        return done(to, "aside.released", aside.releaseAll(actor, new AsideFilter(reason, device)));
    }

    @PostMapping("/back/aside/discard")
    String discardAll(
            Actor actor,
            @RequestParam(defaultValue = "") String reason,
            @RequestParam(defaultValue = "") String device,
            RedirectAttributes to) {
        return done(to, "aside.discarded", aside.discardAll(actor, new AsideFilter(reason, device)));
    }

    private static String done(RedirectAttributes to, String key, int n) {
        to.addFlashAttribute("done", key);
        to.addFlashAttribute("doneCount", n);
        return PAGE;
    }
}
