package org.chengmai.notification.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.chengmai.notification.Live;
import org.chengmai.notification.LivePage;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;

/** {@code GET /live?topics=case,alarm}: server-sent events, the topic as the event's name, JSON as its data. */
@Controller
class LiveStream {

    private static final int MOST_TOPICS = 16;
    private static final MediaType TEXT = new MediaType("text", "plain", StandardCharsets.UTF_8);

    private final Live live;

    LiveStream(Live live) {
        this.live = live;
    }

    @GetMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    ResponseBodyEmitter open(Actor actor, @RequestParam Set<String> topics, HttpServletResponse response) {
        if (topics.size() > MOST_TOPICS) {
            throw Refusal.badInput(
                    "live.topics", "Expected at most 16 topics, but got %d.".formatted(topics.size()), topics.size());
        }
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        ResponseBodyEmitter emitter = new ResponseBodyEmitter(0L);
        LivePage page = live.open(actor, topics, new ToBrowser(emitter));
        emitter.onError(e -> page.close());
        emitter.onCompletion(page::close);
        return emitter;
    }

    private record ToBrowser(ResponseBodyEmitter emitter) implements LivePage.Wire {

        @Override
        public void send(String text) throws IOException {
            emitter.send(text, TEXT);
        }

        @Override
        public void end() {
            emitter.complete();
        }
    }
}
