package org.chengmai;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The city brain: {@code run} (an empty city) or {@code demo} (the example district). */
@SpringBootApplication
@EnableScheduling
public class Chengmai {

    public static void main(String[] args) {
        SpringApplication.run(Chengmai.class, args);
    }
}
