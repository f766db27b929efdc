package org.chengmai.detection.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.chengmai.detection.Backtest;
import org.chengmai.detection.Backtests;
import org.chengmai.detection.Scenes;
import org.chengmai.detection.model.SceneFault;
import org.chengmai.device.Device;
import org.chengmai.device.Devices;
import org.chengmai.device.Kinds;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** A scene's text tried on stored readings, from the scene's page: how far it is, what came of it, the readings behind it. */
@Controller
class BacktestPages {

    private static final double HALF = 46;

    private final Backtests backtests;
    private final Devices devices;
    private final Kinds kinds;
    private final Traces traces;
    private final Scenes scenes;
    private final FaultWords faultWords;

    BacktestPages(
            Backtests backtests, Devices devices, Kinds kinds, Traces traces, Scenes scenes, MessageSource messages) {
        this.backtests = backtests;
        this.devices = devices;
        this.kinds = kinds;
        this.traces = traces;
        this.scenes = scenes;
        this.faultWords = new FaultWords(messages);
    }

    /** A bar of the timeline: heights upwards for what is tried, downwards for what was raised. */
    record Column(int x, double up, double down, String from, int tried, int earnest) {}

    @PostMapping("/back/scenes/try")
    String start(
            Actor actor,
            @RequestParam String text,
            @RequestParam String from,
            @RequestParam String to,
            Locale locale,
            Model model) {
        String plain = text.replace("\r\n", "\n");
        List<SceneFault> faults = scenes.check(actor, plain);
        if (!faults.isEmpty()) {
            model.addAttribute("wrongs", faultWords.of(plain, faults, locale));
            return "detection/trial :: faults";
        }
        return show(backtests.start(actor, plain, CityTime.read(from), CityTime.read(to)), model);
    }

    @GetMapping("/back/scenes/try/{id}")
    String state(Actor actor, @PathVariable String id, Model model) {
        return show(backtests.get(actor, id), model);
    }

    @PostMapping("/back/scenes/try/{id}/stop")
    String stop(Actor actor, @PathVariable String id, Model model) {
        return show(backtests.stop(actor, id), model);
    }

    private static String show(Backtest run, Model model) {
        model.addAttribute("run", run);
        Backtest.Result result = run.result();
        if (result != null) {
            model.addAttribute("columns", columns(result.bars()));
        }
        return "detection/trial :: trial";
    }

    private static List<Column> columns(List<Backtest.Bar> bars) {
        int most = bars.stream()
                .mapToInt(b -> Math.max(b.tried(), b.earnest()))
                .max()
                .orElse(0);
        List<Column> columns = new ArrayList<>();
        for (Backtest.Bar bar : bars) {
            double unit = HALF / Math.max(1, most);
            columns.add(new Column(
                    columns.size() * 10,
                    unit * bar.tried(),
                    unit * bar.earnest(),
                    CityTime.brief(bar.from()),
                    bar.tried(),
                    bar.earnest()));
        }
        return columns;
    }

    /** What the device measured around an alarm, one sketch a channel. */
    @GetMapping("/back/scenes/try/{id}/readings")
    String readings(
            Actor actor,
            @PathVariable String id,
            @RequestParam String device,
            @RequestParam long raised,
            @RequestParam(defaultValue = "0") long cleared,
            Locale locale,
            Model model) {
        Backtest run = backtests.get(actor, id);
        Device of = devices.get(actor, device);
        Instant end = cleared == 0 ? null : Instant.ofEpochMilli(cleared);
        Traces.Span span = new Traces.Span(Instant.ofEpochMilli(raised), end, run.to());
        model.addAttribute("trace", traces.of(actor, of, kinds.get(of.kind()).channels(), Map.of(), span, locale));
        return "detection/trial :: readings";
    }
}
