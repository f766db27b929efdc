package org.chengmai.cases.web;

import java.time.LocalDate;
import java.util.List;
import org.chengmai.cases.WorkCalendar;
import org.chengmai.cases.model.Holiday;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.web.Uploads;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** The back room's calendar: the days that do not follow the week. */
@Controller
@RequestMapping("/back/calendar")
class CalendarPages {

    private final WorkCalendar calendar;

    CalendarPages(WorkCalendar calendar) {
        this.calendar = calendar;
    }

    @GetMapping
    String list(Actor actor, Model model) {
        actor.needs(Act.MANAGE_CATALOGUES);
        List<Holiday> days = calendar.list();
        model.addAttribute("days", days);
        model.addAttribute(
                "assumedYears",
                days.stream()
                        .filter(Holiday::assumed)
                        .map(day -> Integer.toString(day.day().getYear()))
                        .distinct()
                        .toList());
        return "cases/calendar";
    }

    @PostMapping
    String put(Actor actor, @RequestParam LocalDate day, @RequestParam boolean works, @RequestParam String name) {
        calendar.put(actor, new Holiday(day, works, name.strip(), false));
        return "redirect:/back/calendar";
    }

    @PostMapping("/remove")
    String remove(Actor actor, @RequestParam LocalDate day) {
        calendar.remove(actor, day);
        return "redirect:/back/calendar";
    }

    @PostMapping("/checked")
    String checked(Actor actor, @RequestParam int year) {
        calendar.checked(actor, year);
        return "redirect:/back/calendar";
    }

    @PostMapping("/import")
    String bringIn(Actor actor, @RequestParam MultipartFile file, Model model) {
        model.addAttribute("report", calendar.importCsv(actor, Uploads.text(file)));
        return list(actor, model);
    }
}
