package org.chengmai.notification.web;

import java.util.Locale;
import java.util.Map;
import org.chengmai.kernel.Actor;
import org.chengmai.notification.Inbox;
import org.chengmai.notification.Message;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** What somebody was told. */
@Controller
@RequestMapping("/inbox")
class InboxPages {

    private static final int MOST_SHOWN = 99;

    private final Inbox inbox;
    private final MessageSource messages;

    InboxPages(Inbox inbox, MessageSource messages) {
        this.inbox = inbox;
        this.messages = messages;
    }

    /** A message in the reader's language. */
    record Line(Message message, String words) {}

    @GetMapping
    String list(Actor actor, @RequestParam(defaultValue = "0") int page, Locale locale, Model model) {
        var found = inbox.list(actor, page);
        model.addAttribute("page", found);
        model.addAttribute(
                "lines",
                found.items().stream().map(m -> new Line(m, words(m, locale))).toList());
        model.addAttribute("unread", inbox.unread(actor));
        return "notification/inbox";
    }

    private String words(Message message, Locale locale) {
        String text = String.valueOf(messages.getMessage(message.key(), null, message.key(), locale));
        for (Map.Entry<String, String> arg : message.args().entrySet()) {
            text = text.replace("{" + arg.getKey() + "}", arg.getValue());
        }
        return text;
    }

    /** The number on the bell, as a part of a page; empty for none. */
    @GetMapping("/count")
    @ResponseBody
    String count(Actor actor) {
        int unread = inbox.unread(actor);
        String shown = unread > MOST_SHOWN ? MOST_SHOWN + "+" : Integer.toString(unread);
        return unread == 0 ? "" : "<span class=\"count\">" + shown + "</span>";
    }

    @PostMapping("/{id}")
    String open(Actor actor, @PathVariable long id) {
        return "redirect:" + inbox.open(actor, id).link();
    }

    @PostMapping("/read")
    String readAll(Actor actor) {
        inbox.readAll(actor);
        return "redirect:/inbox";
    }
}
