package org.chengmai.device.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.chengmai.device.Intake;
import org.chengmai.device.ProvisionAnswer;
import org.chengmai.device.Provisioning;
import org.chengmai.kernel.Refusal;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Where a device asks for its own token over HTTP. As with ThingsBoard, a refusal is a 200 whose status says so. */
@RestController
class ProvisionApi {

    private static final int LARGEST_BODY = 16 * 1024;

    private final Intake intake;
    private final Provisioning provisioning;

    ProvisionApi(Intake intake, Provisioning provisioning) {
        this.intake = intake;
        this.provisioning = provisioning;
    }

    @PostMapping("/api/v1/provision")
    ResponseEntity<byte[]> provision(HttpServletRequest request) throws IOException {
        if (!intake.isOpen()) {
            throw Refusal.busy(
                    "intake.closed", "Expected to take devices, but the city has no administrator yet; open /setup.");
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY);
        ProvisionAnswer answer = provisioning.ask(body, request.getRemoteAddr());
        boolean busy = answer.outcome() == ProvisionAnswer.Outcome.BUSY;
        var told = ResponseEntity.status(busy ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.OK)
                .contentType(MediaType.APPLICATION_JSON)
                .cacheControl(org.springframework.http.CacheControl.noStore());
        return (busy ? told.header(HttpHeaders.RETRY_AFTER, "5") : told).body(answer.json());
    }
}
