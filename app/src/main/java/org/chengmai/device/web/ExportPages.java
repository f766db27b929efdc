package org.chengmai.device.web;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import org.chengmai.area.Areas;
import org.chengmai.device.DeviceFilter;
import org.chengmai.device.History;
import org.chengmai.kernel.Act;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Readings to take along: of one device, or of all that a list shows, over whole days of the city. */
@Controller
class ExportPages {

    private static final String PARQUET = "parquet";

    private final History history;
    private final Areas areas;

    ExportPages(History history, Areas areas) {
        this.history = history;
        this.areas = areas;
    }

    @GetMapping("/back/readings")
    ResponseEntity<StreamingResponseBody> takeOut(
            Actor actor,
            @RequestParam(defaultValue = "") String device,
            @RequestParam(defaultValue = "") String words,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String area,
            @RequestParam(defaultValue = "") String state,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate from,
            @RequestParam @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate to,
            @RequestParam(defaultValue = "csv") String format) {
        actor.needs(Act.SEE_DEVICES);
        String place = area.isBlank()
                ? ""
                : areas.find(area.strip()).map(a -> a.place()).orElse("?");
        boolean parquet = PARQUET.equals(format);
        Instant begin = from.atStartOfDay(CityTime.ZONE).toInstant();
        Instant end = to.plusDays(1).atStartOfDay(CityTime.ZONE).toInstant();
        Path file = device.isBlank()
                ? history.export(actor, new DeviceFilter(words.strip(), kind, place, state), begin, end, parquet)
                : history.export(actor, device.strip(), begin, end, parquet);
        String name = "readings-%s-%s.%s".formatted(from, to, parquet ? PARQUET : "csv");
        return ResponseEntity.ok()
                .contentType(parquet ? MediaType.APPLICATION_OCTET_STREAM : new MediaType("text", "csv"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(out -> sendAndRemove(file, out));
    }

    private static void sendAndRemove(Path file, java.io.OutputStream to) throws IOException {
        try {
            Files.copy(file, to);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
