package org.chengmai.screen.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that changes on the screen, at one moment, in the words of the viewer's language.
 *
 * @param streets and {@code scenes} with something open, the most first
 * @param events newest first
 */
record Picture(
        Figures figures,
        List<Bar> streets,
        List<Bar> scenes,
        List<EventLine> events,
        List<AlarmMark> alarms,
        List<CaseMark> cases) {

    /**
     * The headline.
     *
     * @param onTime share in percent of the newest closed cases that were closed in time; null while none is closed
     */
    record Figures(
            int alive,
            int silent,
            long alarms,
            int cases,
            int overdue,
            int reportedToday,
            int closedToday,
            @Nullable Integer onTime) {}

    /** Open alarms and open cases of one street or one scene. */
    record Bar(String id, String name, long alarms, long cases) {}

    /**
     * One line of the list.
     *
     * @param sort shape and colour: {@code alarm}, {@code report}, {@code work}, {@code bad} or {@code done}
     */
    record EventLine(String id, String time, String sort, String what, String title, String place) {}

    /** An active alarm on the map; {@code severity} in lower case. */
    record AlarmMark(long id, String device, String severity, String title) {}

    /** An open case on the map. */
    record CaseMark(long id, double lon, double lat, String severity, boolean overdue, String title) {}
}
