package org.chengmai.city;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.chengmai.Chengmai;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.ContextConfiguration;

/** A test of the whole application on free ports and an empty database; contexts are shared between such tests. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = Chengmai.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "chengmai.mqtt.port=0",
            "chengmai.data=target/test-data",
            // stories are told in the past; no test waits until their durations have passed by the clock
            "chengmai.detection.catch-up=10s"
        })
@ContextConfiguration(initializers = TestDatabase.class)
public @interface CityTest {}
