package org.chengmai.screen.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.chengmai.area.Areas;
import org.chengmai.device.Device;
import org.chengmai.device.DeviceFilter;
import org.chengmai.device.Devices;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Reach;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The page, and the figures that it asks for when something happened. */
@Controller
class ScreenPage {

    /**
     * The devices on the map, column by column; position in a column is what {@link #states} counts by.
     *
     * @param lons degrees east, {@code lats} degrees north, WGS-84
     */
    record Fleet(List<String> ids, List<Double> lons, List<Double> lats) {}

    /** A letter a device in the order of the {@link Fleet}: {@code a} alive, {@code s} silent. */
    record States(String letters) {}

    private final Painter painter;
    private final Devices devices;
    private final Areas areas;

    ScreenPage(Painter painter, Devices devices, Areas areas) {
        this.painter = painter;
        this.devices = devices;
        this.areas = areas;
    }

    @GetMapping("/screen")
    String page(Actor actor, Model model) {
        actor.needs(Act.SEE_SCREEN);
        model.addAttribute("reach", names(actor.reach(Act.SEE_SCREEN)));
        model.addAttribute("oneStreet", painter.isWithinOneStreet(actor.reach(Act.SEE_SCREEN)));
        return "screen/screen";
    }

    /** What the viewer looks at: the one place within reach, or the root above everything. */
    private String names(Reach reach) {
        if (reach.places().size() == 1 && !reach.places().getFirst().isEmpty()) {
            return areas.namesOf(reach.places().getFirst());
        }
        return areas.roots().size() == 1 ? areas.roots().getFirst().name() : "";
    }

    @GetMapping("/screen/picture")
    @ResponseBody
    Picture picture(Actor actor, Locale locale) {
        actor.needs(Act.SEE_SCREEN);
        return painter.paint(actor, locale);
    }

    @GetMapping("/screen/devices")
    @ResponseBody
    Fleet fleet(Actor actor) {
        Fleet fleet = new Fleet(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (Device device : shown(actor)) {
            if (device.point() != null) {
                fleet.ids().add(device.id());
                fleet.lons().add(device.point().lon());
                fleet.lats().add(device.point().lat());
            }
        }
        return fleet;
    }

    @GetMapping("/screen/states")
    @ResponseBody
    States states(Actor actor) {
        StringBuilder states = new StringBuilder();
        for (Device device : shown(actor)) {
            if (device.point() != null) {
                states.append(devices.alive(device) ? 'a' : 's');
            }
        }
        return new States(states.toString());
    }

    private List<Device> shown(Actor actor) {
        actor.needs(Act.SEE_SCREEN);
        return devices.within(actor, DeviceFilter.ALL).filter(Device::enabled).toList();
    }
}
