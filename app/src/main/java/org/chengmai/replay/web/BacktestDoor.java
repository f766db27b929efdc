package org.chengmai.replay.web;

import org.chengmai.detection.Backtest;
import org.chengmai.detection.Backtests;
import org.chengmai.detection.Scenes;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.CityTime;
import org.chengmai.replay.Trial;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Lets a command on the same machine try a scene on the stored readings of the whole city. */
@RestController
class BacktestDoor {

    private final Backtests backtests;
    private final Scenes scenes;
    private final LocalSecret secret;

    BacktestDoor(Backtests backtests, Scenes scenes, LocalSecret secret) {
        this.backtests = backtests;
        this.scenes = scenes;
        this.secret = secret;
    }

    @PostMapping("/api/v1/backtest")
    Backtest start(
            @RequestHeader(value = "Authorization", defaultValue = "") String authorization,
            @RequestBody Trial.Wish wish) {
        secret.check(authorization);
        String given = wish.text();
        String text = given == null ? scenes.line(Actor.CITY, wish.scene()).text() : given;
        return backtests.start(Actor.CITY, text, CityTime.read(wish.from()), CityTime.read(wish.to()));
    }

    @GetMapping("/api/v1/backtest/{id}")
    Backtest state(
            @RequestHeader(value = "Authorization", defaultValue = "") String authorization, @PathVariable String id) {
        secret.check(authorization);
        return backtests.get(Actor.CITY, id);
    }
}
