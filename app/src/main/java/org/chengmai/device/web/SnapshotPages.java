package org.chengmai.device.web;

import org.chengmai.device.Snapshots;
import org.chengmai.kernel.Actor;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The back room's list of the hosts that cameras' pictures may be fetched from. */
@Controller
class SnapshotPages {

    private final Snapshots snapshots;

    SnapshotPages(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    @GetMapping("/back/snapshot-hosts")
    String list(Actor actor, Model model) {
        model.addAttribute("hosts", snapshots.hosts(actor));
        model.addAttribute("mayChange", snapshots.mayChange(actor));
        return "device/snapshot-hosts";
    }

    @PostMapping("/back/snapshot-hosts")
    String allow(Actor actor, @RequestParam String host) {
        snapshots.allow(actor, host);
        return "redirect:/back/snapshot-hosts";
    }

    @PostMapping("/back/snapshot-hosts/remove")
    String forbid(Actor actor, @RequestParam String host) {
        snapshots.forbid(actor, host);
        return "redirect:/back/snapshot-hosts";
    }
}
