package org.chengmai.kernel.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.Locale;
import org.chengmai.kernel.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.ModelAndView;

/** Tells a refusal: to a person as a sentence on a page, to a program as RFC 9457 problem details. */
@ControllerAdvice
class Refusals {

    private final Sentences sentences;

    Refusals(Sentences sentences) {
        this.sentences = sentences;
    }

    @ExceptionHandler(Refusal.class)
    Object tell(Refusal refusal, HttpServletRequest request, Locale locale) {
        String sentence = sentences.of(refusal, locale);
        if (fromPage(request)) {
            ModelAndView page = new ModelAndView("refusal");
            page.setStatus(HttpStatus.valueOf(refusal.kind().status()));
            page.addObject("sentence", sentence);
            page.addObject("part", request.getHeader("HX-Request") != null);
            return page;
        }
        ProblemDetail problem = ProblemDetail.forStatus(refusal.kind().status());
        problem.setType(URI.create("urn:chengmai:" + refusal.code()));
        problem.setDetail(refusal.sentence());
        problem.setProperty("code", refusal.code());
        problem.setProperty("message", sentence);
        return ResponseEntity.status(refusal.kind().status())
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }

    private static boolean fromPage(HttpServletRequest request) {
        String accept = String.valueOf(request.getHeader(HttpHeaders.ACCEPT));
        return accept.contains(MediaType.TEXT_HTML_VALUE) || request.getHeader("HX-Request") != null;
    }
}
