package org.chengmai.identity.web;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.jspecify.annotations.Nullable;

/**
 * What surrounds every page: who is here, where he may go, in which language and light.
 *
 * @param path the page itself
 */
record Frame(Actor actor, boolean simulated, Locale locale, String path) {

    /** One way to go; {@code key} is its message key. */
    record Way(String key, String href, boolean current) {}

    private record Door(String name, String href, Act act) {}

    private static final List<Door> DOORS = List.of(
            new Door("screen", "/screen", Act.SEE_SCREEN),
            new Door("desk", "/desk", Act.DISPATCH_CASE),
            new Door("field", "/field", Act.HANDLE_CASE));

    /** The back room's menu: a new page there is a line here and a {@code menu.*} text in {@code i18n/kernel}. */
    private static final List<Door> BACK_ROOM = List.of(
            new Door("areas", "/back/areas", Act.MANAGE_AREAS),
            new Door("people", "/back/people", Act.MANAGE_PEOPLE),
            new Door("units", "/back/units", Act.MANAGE_PEOPLE),
            new Door("devices", "/back/devices", Act.SEE_DEVICES),
            new Door("kinds", "/back/kinds", Act.MANAGE_DEVICES),
            new Door("health", "/back/health", Act.SEE_DEVICES),
            new Door("hours", "/back/hours", Act.SEE_DEVICES),
            new Door("aside", "/back/aside", Act.MANAGE_DEVICES),
            new Door("alarms", "/back/alarms", Act.SEE_DEVICES),
            new Door("scenes", "/back/scenes", Act.MANAGE_SCENES),
            new Door("watch", "/back/watch", Act.KEEP_WATCH_LIST),
            new Door("responsibility", "/back/responsibility", Act.MANAGE_RESPONSIBILITY),
            new Door("roster", "/back/roster", Act.MANAGE_RESPONSIBILITY),
            new Door("matters", "/back/matters", Act.MANAGE_CATALOGUES),
            new Door("calendar", "/back/calendar", Act.MANAGE_CATALOGUES),
            new Door("import", "/back/import", Act.DISPATCH_CASE),
            new Door("webhooks", "/back/webhooks", Act.MANAGE_WEBHOOKS),
            new Door("audit", "/back/audit", Act.SEE_AUDIT));

    public boolean signedIn() {
        return actor.account() != 0;
    }

    /** The pages for the top of every page. */
    public List<Way> ways() {
        Stream<Way> doors = open(DOORS);
        Stream<Way> back =
                backRoom().stream().limit(1).map(w -> new Way("menu.back", w.href(), path.startsWith("/back/")));
        return Stream.concat(doors, back).toList();
    }

    /** The pages of the back room that this person may open. */
    public List<Way> backRoom() {
        return open(BACK_ROOM).toList();
    }

    public boolean inBackRoom() {
        return path.startsWith("/back/") && signedIn();
    }

    private Stream<Way> open(List<Door> doors) {
        return doors.stream()
                .filter(d -> actor.may(d.act()))
                .map(d -> new Way("menu." + d.name(), d.href(), isAt(d.href())));
    }

    private boolean isAt(String href) {
        return path.equals(href) || path.startsWith(href + "/");
    }

    /** The page that a role begins with. */
    public String home() {
        if (actor.may(Act.MANAGE_PEOPLE) || actor.may(Act.SEE_AUDIT)) {
            return firstOf(backRoom(), "/me");
        }
        if (actor.may(Act.MANAGE_SCENES)) {
            return "/screen";
        }
        if (actor.may(Act.DISPATCH_CASE)) {
            return "/desk";
        }
        return firstOf(open(DOORS.reversed()).toList(), "/me");
    }

    private static String firstOf(List<Way> ways, String otherwise) {
        return ways.isEmpty() ? otherwise : ways.getFirst().href();
    }

    /** BCP 47 tag for the page. */
    public String lang() {
        return english() ? "en" : "zh-CN";
    }

    public boolean english() {
        return Locale.ENGLISH.getLanguage().equals(locale.getLanguage());
    }

    public String theme() {
        return isAt("/screen") ? "dark" : "light";
    }

    /** One or two letters for the corner of the page. */
    public String initials() {
        String name = actor.name().strip();
        return name.isEmpty() ? "?" : name.substring(0, name.offsetByCodePoints(0, 1));
    }

    /** The role that stands first, for the corner of the page. */
    public @Nullable String role() {
        return actor.grants().isEmpty()
                ? null
                : "role." + actor.grants().getFirst().role();
    }
}
