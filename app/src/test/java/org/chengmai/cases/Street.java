package org.chengmai.cases;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.chengmai.cases.model.CaseFile;
import org.chengmai.cases.model.Command;
import org.chengmai.cases.model.Event;
import org.chengmai.cases.model.NewPhoto;
import org.chengmai.cases.model.Outcome;
import org.chengmai.cases.model.Report;
import org.chengmai.cases.model.Reporter;
import org.chengmai.cases.model.Severity;
import org.chengmai.identity.Unit;
import org.chengmai.identity.Units;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Point;
import org.chengmai.kernel.Role;
import org.jspecify.annotations.Nullable;

/**
 * The stage of the stories: Caoyang street with a desk, two units and their people, and a neighbour street that must not
 * see anything. Sources are numbered over the whole run, so stories share a database without meeting.
 */
final class Street {

    static final String HERE = "310107/310107005/";
    static final String NEXT_DOOR = "310107/310107007/";
    static final Point SQUARE = new Point(121.4100, 31.2400);

    static final Actor WANG = person(11, "王丽", Role.DISPATCHER, HERE, null);
    static final Actor ZHAO = person(12, "赵明", Role.COMMANDER, HERE, null);
    static final Actor LI = person(13, "李强", Role.UNIT_HANDLER, "", "clean-1");
    static final Actor SUN = person(14, "孙勇", Role.UNIT_HANDLER, "", "green-1");
    static final Actor CHEN = person(15, "陈静", Role.GRID_WORKER, HERE, "grid-1");
    static final Actor NEIGHBOUR = person(16, "邻居", Role.DISPATCHER, NEXT_DOOR, null);
    static final Actor KEEPER = person(17, "管理员", Role.ADMINISTRATOR, "", null);

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final Cases cases;

    Street(Cases cases, Units units) {
        this.cases = cases;
        for (String id : List.of("clean-1", "green-1", "grid-1")) {
            units.put(Actor.CITY, new Unit(id, id, "", HERE));
        }
    }

    private static Actor person(long account, String name, Role role, String place, @Nullable String unit) {
        return new Actor(account, "p" + account, name, List.of(new Grant(role, place, unit)));
    }

    static Report trouble(String title) {
        return trouble("desk", title, "C-04", SQUARE, false);
    }

    static Report trouble(String source, String title, String matter, @Nullable Point point, boolean automatic) {
        return new Report(
                source,
                "r" + NEXT.incrementAndGet(),
                matter,
                point,
                HERE,
                "兰溪路 100 号",
                title,
                title + "，请处理。",
                Severity.MAJOR,
                automatic,
                null,
                new Reporter("周女士", "13812345678"),
                List.of(),
                null,
                null);
    }

    CaseFile reported(String title) {
        return cases.get(Actor.CITY, cases.report(trouble(title)));
    }

    CaseFile given(String title, String unit) {
        return does(WANG, reported(title), new Command.Assign(unit, null, ""));
    }

    CaseFile handled(String title) {
        CaseFile given = given(title, "clean-1");
        return does(LI, given, new Command.Take());
    }

    CaseFile fedBack(String title) {
        return does(LI, handled(title), done());
    }

    CaseFile closed(String title) {
        CaseFile verified = does(ZHAO, fedBack(title), new Command.Verify(true, "看过了"));
        return does(WANG, verified, new Command.Close(""));
    }

    CaseFile does(Actor actor, CaseFile seen, Command command) {
        return cases.act(actor, seen.id(), seen.version(), command);
    }

    static Command done() {
        return new Command.FeedBack(Outcome.RESOLVED, "已清理", List.of(photo()));
    }

    static NewPhoto photo() {
        return new NewPhoto("done.jpg", picture("jpg", 320, 200));
    }

    /** A picture whose upper half is red and whose lower half is blue. */
    static byte[] picture(String format, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.RED);
        pen.fillRect(0, 0, width, height / 2);
        pen.setColor(Color.BLUE);
        pen.fillRect(0, height / 2, width, height - height / 2);
        pen.dispose();
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The history in one line: {@code reported 城脉 ▸ accepted 王丽 ▸ …}. */
    String story(long id) {
        return cases.history(Actor.CITY, id).stream().map(Street::line).collect(Collectors.joining(" ▸ "));
    }

    private static String line(Event event) {
        Map<String, Object> data = event.data();
        String to = data.containsKey("unit") ? " " + data.get("unit") : "";
        return event.kind().stored() + to + " " + event.name();
    }
}
