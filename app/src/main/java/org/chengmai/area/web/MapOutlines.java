package org.chengmai.area.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.chengmai.area.Area;
import org.chengmai.area.Areas;
import org.chengmai.area.Level;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Grant;
import org.chengmai.kernel.Reach;
import org.chengmai.kernel.Refusal;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.util.DigestUtils;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Outlines as GeoJSON: to people who signed in as far as their roles reach, to everybody the streets alone. */
@Controller
class MapOutlines {

    private static final MediaType GEO_JSON = new MediaType("application", "geo+json", StandardCharsets.UTF_8);
    private static final Duration PUBLIC_AGE = Duration.ofMinutes(10);

    private final Areas areas;

    MapOutlines(Areas areas) {
        this.areas = areas;
    }

    @GetMapping("/areas/geojson")
    ResponseEntity<byte[]> outlines(
            Actor actor,
            @RequestParam(defaultValue = "street") String level,
            @RequestParam(name = "in", defaultValue = "") String inside) {
        Level wanted = Level.of(level)
                .orElseThrow(() -> Refusal.badInput(
                        "area.level", "Expected a level of the area tree, but found '%s'.".formatted(level), level));
        Stream<String> places = actor.grants().stream().map(Grant::place).distinct();
        if (!inside.isEmpty()) {
            Area around = areas.get(inside);
            places = places.mapMulti((place, to) -> both(place, around.place(), to));
        }
        Reach reach = new Reach(places.toList(), List.of(), actor.account());
        return answer(areas.geoJson(reach, wanted), CacheControl.noCache().cachePrivate());
    }

    /** What lies below both paths: the longer one, when it continues the other. */
    private static void both(String one, String other, java.util.function.Consumer<String> to) {
        if (one.startsWith(other)) {
            to.accept(one);
        } else if (other.startsWith(one)) {
            to.accept(other);
        }
    }

    @GetMapping("/report/areas.geojson")
    ResponseEntity<byte[]> streets() {
        return answer(
                areas.geoJson(Reach.EVERYTHING, Level.STREET),
                CacheControl.maxAge(PUBLIC_AGE).cachePublic());
    }

    private static ResponseEntity<byte[]> answer(String geoJson, CacheControl cache) {
        byte[] body = geoJson.getBytes(StandardCharsets.UTF_8);
        return ResponseEntity.ok()
                .contentType(GEO_JSON)
                .cacheControl(cache)
                .eTag('"' + DigestUtils.md5DigestAsHex(body) + '"')
                .body(body);
    }
}
