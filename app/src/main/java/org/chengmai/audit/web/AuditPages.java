package org.chengmai.audit.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.chengmai.audit.Audit;
import org.chengmai.audit.Entry;
import org.chengmai.audit.Filter;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** The auditor's page: look through the entries, check the chain, take the entries away as CSV. */
@Controller
class AuditPages {

    /** The filter as its form sends it; times are the city's, without a zone. */
    record Asked(
            @Nullable String login,
            @Nullable String action,
            @Nullable String subject,
            @Nullable String from,
            @Nullable String to,
            @Nullable Boolean refused) {

        Filter filter() {
            return new Filter(
                    word(login), word(action), word(subject), moment(from), moment(to), Boolean.TRUE.equals(refused));
        }

        /** The same question as an address, ready for one more parameter. */
        public String query() {
            return UriComponentsBuilder.newInstance()
                    .queryParam("login", word(login))
                    .queryParam("action", word(action))
                    .queryParam("subject", word(subject))
                    .queryParam("from", word(from))
                    .queryParam("to", word(to))
                    .queryParam("refused", Boolean.TRUE.equals(refused))
                    .encode()
                    .build()
                    .toUriString()
                    .substring(1);
        }

        private static String word(@Nullable String value) {
            return value == null ? "" : value.strip();
        }

        private static @Nullable Instant moment(@Nullable String value) {
            if (word(value).isEmpty()) {
                return null;
            }
            try {
                return LocalDateTime.parse(word(value)).atZone(CityTime.ZONE).toInstant();
            } catch (DateTimeException e) {
                throw Refusal.badInput(
                        "audit.time",
                        "Expected a time like 2026-03-04T08:00, but found '%s'.".formatted(value),
                        word(value));
            }
        }
    }

    private final Audit audit;

    AuditPages(Audit audit) {
        this.audit = audit;
    }

    @GetMapping("/back/audit")
    String page(
            Actor actor,
            @ModelAttribute("asked") Asked asked,
            @RequestParam(defaultValue = "0") int page,
            Model model) {
        model.addAttribute("entries", audit.list(actor, asked.filter(), page));
        return "audit/audit";
    }

    @PostMapping("/back/audit/verify")
    String verify(Actor actor, Model model) {
        long start = System.nanoTime();
        model.addAttribute("verification", audit.verify(actor));
        model.addAttribute("millis", (System.nanoTime() - start) / 1_000_000);
        return "audit/audit :: verdict";
    }

    @GetMapping("/back/audit.csv")
    void export(Actor actor, @ModelAttribute("asked") Asked asked, HttpServletResponse response) throws IOException {
        Filter filter = asked.filter();
        actor.needs(org.chengmai.kernel.Act.SEE_AUDIT);
        response.setContentType("text/csv");
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        response.setHeader("Content-Disposition", "attachment; filename=\"audit.csv\"");
        PrintWriter out = response.getWriter();
        out.print("\uFEFFseq,at,account,login,action,subject,detail,refused,hash\n");
        audit.export(actor, filter, entry -> out.print(row(entry)));
    }

    private static String row(Entry entry) {
        List<String> fields = Stream.of(
                        entry.seq(),
                        entry.at(),
                        entry.account(),
                        entry.login(),
                        entry.action(),
                        entry.subject(),
                        entry.detail(),
                        entry.refused(),
                        entry.hash())
                .map(String::valueOf)
                .toList();
        return fields.stream().map(AuditPages::cell).collect(Collectors.joining(",", "", "\n"));
    }

    /** Quoted; what a spreadsheet would take for a formula gets an apostrophe before it. */
    private static String cell(String value) {
        String harmless = value.matches("(?s)[=+\\-@\t\r].*") ? "'" + value : value;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }
}
