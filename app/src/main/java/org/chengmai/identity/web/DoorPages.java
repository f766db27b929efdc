package org.chengmai.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.KnownAccounts;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.chengmai.kernel.web.Sentences;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** Sign-in, first start, the way to one's own page, the language, one's own password. */
@Controller
class DoorPages {

    private final Accounts accounts;
    private final Sentences sentences;
    private final LocaleResolver locales;
    private final ObjectProvider<KnownAccounts> known;

    DoorPages(Accounts accounts, Sentences sentences, LocaleResolver locales, ObjectProvider<KnownAccounts> known) {
        this.accounts = accounts;
        this.sentences = sentences;
        this.locales = locales;
        this.known = known;
    }

    @GetMapping("/")
    String home(@RequestAttribute Frame frame) {
        return "redirect:" + frame.home();
    }

    @GetMapping("/back")
    String backRoom(@RequestAttribute Frame frame) {
        return "redirect:"
                + frame.backRoom().stream().map(Frame.Way::href).findFirst().orElse("/me");
    }

    @GetMapping("/login")
    String login(@RequestParam(defaultValue = "") String why, Actor actor, Model model) {
        if (actor.account() != 0) {
            return "redirect:/";
        }
        model.addAttribute("known", known.getIfAvailable());
        model.addAttribute("why", why.matches("[a-z]{1,10}") ? why : "");
        return "identity/login";
    }

    @GetMapping("/setup")
    String setup() {
        return "identity/setup";
    }

    @PostMapping("/setup")
    String first(
            @RequestParam String code,
            @RequestParam String login,
            @RequestParam String name,
            @RequestParam String password,
            @RequestParam String again,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        try {
            needsSame(password, again);
            accounts.createFirst(code, login, name, password);
            return "redirect:/login?why=ready";
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            model.addAttribute("wrong", sentences.of(refusal, locale));
            model.addAttribute("login", login);
            model.addAttribute("name", name);
            return "identity/setup";
        }
    }

    @GetMapping("/me")
    String me(Actor actor, Model model) {
        model.addAttribute("account", accounts.find(actor.account()).orElseThrow());
        return "identity/me";
    }

    @PostMapping("/me/password")
    String password(
            Actor actor,
            @RequestParam String old,
            @RequestParam String password,
            @RequestParam String again,
            Locale locale,
            Model model,
            HttpServletResponse response) {
        try {
            needsSame(password, again);
            accounts.changePassword(actor, old, password);
            return "redirect:/login?why=changed";
        } catch (Refusal refusal) {
            response.setStatus(refusal.kind().status());
            model.addAttribute("wrong", sentences.of(refusal, locale));
            return me(actor, model);
        }
    }

    /** Sets the language and goes back to where one came from. */
    @GetMapping("/language/{tag}")
    String language(@PathVariable String tag, HttpServletRequest request, HttpServletResponse response) {
        locales.setLocale(request, response, "en".equals(tag) ? Locale.ENGLISH : Locale.SIMPLIFIED_CHINESE);
        return "redirect:" + cameFrom(request);
    }

    private static String cameFrom(HttpServletRequest request) {
        String referer = request.getHeader(HttpHeaders.REFERER);
        if (referer == null) {
            return "/";
        }
        try {
            URI page = new URI(referer);
            String path = page.getRawPath();
            boolean local = path != null && path.startsWith("/") && !path.startsWith("//");
            String query = page.getRawQuery() == null ? "" : "?" + page.getRawQuery();
            return local ? path + query : "/";
        } catch (URISyntaxException e) {
            return "/";
        }
    }

    private static void needsSame(String password, String again) {
        if (!password.equals(again)) {
            throw Refusal.badInput(
                    "password.again", "Expected the same password twice, but the second one is another.");
        }
    }
}
