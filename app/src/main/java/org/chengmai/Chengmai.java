package org.chengmai;

import java.util.Arrays;
import org.chengmai.kernel.Refusal;
import org.chengmai.replay.Replay;
import org.chengmai.replay.Trial;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The city brain: {@code run} (an empty city), {@code demo} (the example district), {@code replay}, {@code backtest}, {@code doctor}. */
@SpringBootApplication
@EnableScheduling
public class Chengmai {

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("replay")) {
            Replay.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        if (args.length > 0 && args[0].equals("backtest")) {
            Trial.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        try {
            CommandLine line = CommandLine.parse(args);
            switch (line.command()) {
                case DOCTOR -> System.exit(new Doctor(line).examine(System.out) ? 0 : 1);
                case RUN, DEMO -> run(line);
            }
        } catch (Refusal refusal) {
            System.err.println("chengmai: " + refusal.sentence());
            System.exit(2);
        }
    }

    private static void run(CommandLine line) {
        SpringApplication application = new SpringApplication(Chengmai.class);
        application.setBannerMode(Banner.Mode.OFF);
        ConfigurableApplicationContext city = application.run(line.springArguments());
        System.out.printf(
                "Chengmai 城脉 is ready: http://localhost:%s%n",
                city.getEnvironment().getProperty("local.server.port"));
    }
}
