package org.chengmai.bench.peers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.drools.core.time.SessionPseudoClock;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieBaseConfiguration;
import org.kie.api.KieServices;
import org.kie.api.builder.KieBuilder;
import org.kie.api.builder.KieFileSystem;
import org.kie.api.builder.Message;
import org.kie.api.conf.EventProcessingOption;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.KieSessionConfiguration;
import org.kie.api.runtime.conf.ClockTypeOption;
import org.kie.api.runtime.rule.FactHandle;

/**
 * The rules in a session of Drools in stream mode: a fact a device, which each message changes, timers of the engine for what
 * lasts, a sliding window of events for knocks, and a clock that follows the readings. When a knock leaves its window is not
 * told as of its own time, so ends of that rule are not compared.
 */
final class DroolsRun {
    private static final long DAY = 86_400_000;

    private DroolsRun() {}

    static KieBase compile() {
        KieServices drools = KieServices.Factory.get();
        KieFileSystem files = drools.newKieFileSystem();
        try (InputStream rules = Objects.requireNonNull(DroolsRun.class.getResourceAsStream("rules.drl"))) {
            files.write(
                    "src/main/resources/org/chengmai/bench/peers/rules/rules.drl",
                    new String(rules.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        KieBuilder built = drools.newKieBuilder(files).buildAll(ExecutableModelProject.class);
        if (built.getResults().hasMessages(Message.Level.ERROR)) {
            throw new IllegalStateException("Expected rules for Drools, but " + built.getResults());
        }
        KieBaseConfiguration settings = drools.newKieBaseConfiguration();
        settings.setOption(EventProcessingOption.STREAM);
        return drools.newKieContainer(built.getKieModule().getReleaseId()).newKieBase(settings);
    }

    static Round run(KieBase rules, Input input) {
        Told told = new Told();
        KieSessionConfiguration settings = KieServices.Factory.get().newKieSessionConfiguration();
        settings.setOption(ClockTypeOption.PSEUDO);
        KieSession session = rules.newKieSession(settings, null);
        session.setGlobal("told", told);
        SessionPseudoClock clock = session.getSessionClock();
        clock.advanceTime(Input.BEGIN, TimeUnit.MILLISECONDS);
        Meter[] meters = new Meter[Input.DEVICES];
        FactHandle[] handles = new FactHandle[Input.DEVICES];
        for (int device = 0; device < meters.length; device++) {
            meters[device] = new Meter(device);
            handles[device] = session.insert(meters[device]);
        }
        session.fireAllRules();
        long began = System.nanoTime();
        for (int i = 0; i < input.size; i += Input.CHANNELS) {
            long at = input.times[i];
            int device = input.devices[i];
            clock.advanceTime(at - clock.getCurrentTime(), TimeUnit.MILLISECONDS);
            session.fireAllRules();
            meters[device].hear(at, input.values[i + Input.LEVEL], input.values[i + Input.HEAT]);
            session.update(handles[device], meters[device], "heardAt", "level", "heat");
            session.insert(new Knock(device, input.values[i + Input.KNOCK], at));
            session.fireAllRules();
        }
        clock.advanceTime(DAY, TimeUnit.MILLISECONDS);
        session.fireAllRules();
        long nanos = System.nanoTime() - began;
        session.dispose();
        return new Round(input.size, nanos, told);
    }
}
