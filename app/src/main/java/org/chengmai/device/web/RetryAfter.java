package org.chengmai.device.web;

import org.chengmai.kernel.Refusal;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells a device's program what was refused, and when to come again where that can help. */
@RestControllerAdvice(assignableTypes = HttpIntake.class)
@Order(0)
class RetryAfter {

    private static final String SECONDS = "2";

    @ExceptionHandler(Refusal.class)
    ResponseEntity<ProblemDetail> tell(Refusal refusal) {
        ProblemDetail problem = ProblemDetail.forStatus(refusal.kind().status());
        problem.setType(java.net.URI.create("urn:chengmai:" + refusal.code()));
        problem.setDetail(refusal.sentence());
        problem.setProperty("code", refusal.code());
        var answer = ResponseEntity.status(refusal.kind().status()).contentType(MediaType.APPLICATION_PROBLEM_JSON);
        switch (refusal.kind()) {
            case BUSY -> answer.header(HttpHeaders.RETRY_AFTER, SECONDS);
            case TOO_MANY -> answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(refusal.arguments()[0]));
            default -> {}
        }
        return answer.body(problem);
    }
}
