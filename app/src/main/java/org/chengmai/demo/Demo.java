package org.chengmai.demo;

import java.time.InstantSource;
import java.util.Random;
import org.chengmai.area.Areas;
import org.chengmai.area.ExampleDistrict;
import org.chengmai.cases.Cases;
import org.chengmai.cases.Matters;
import org.chengmai.detection.Scenes;
import org.chengmai.device.Devices;
import org.chengmai.device.Intake;
import org.chengmai.dispatch.Responsibility;
import org.chengmai.identity.Accounts;
import org.chengmai.identity.Units;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Brings the demonstration in where it was asked for; without {@code chengmai.demo=true} nothing of it exists. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty("chengmai.demo")
class Demo {

    @Bean
    Cast cast(
            Accounts accounts,
            Units units,
            Areas areas,
            Scenes scenes,
            Responsibility responsibility,
            Environment environment) {
        long seed = environment.getProperty("chengmai.demo-seed", Long.class, 310107L);
        return new Cast(accounts, units, areas, scenes, responsibility, new Random(seed));
    }

    @Bean
    Demonstration demonstration(
            ExampleDistrict district,
            Areas areas,
            Devices devices,
            Intake intake,
            Cases cases,
            Matters matters,
            Responsibility responsibility,
            Cast cast,
            InstantSource clock,
            Environment environment) {
        return new Demonstration(
                district, areas, devices, intake, cases, matters, responsibility, cast, clock, environment);
    }
}
