package org.chengmai.demo;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.chengmai.area.Areas;
import org.chengmai.area.ExampleDistrict;
import org.chengmai.cases.CaseChanged;
import org.chengmai.cases.CaseClosed;
import org.chengmai.cases.Cases;
import org.chengmai.cases.Matters;
import org.chengmai.device.Device;
import org.chengmai.device.Devices;
import org.chengmai.device.Intake;
import org.chengmai.dispatch.Responsibility;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.Refusal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;
import org.springframework.transaction.event.TransactionalEventListener;

/** The demonstration from curtain to curtain: sets the stage at the first start, then lets devices and people play. */
class Demonstration implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Demonstration.class);
    private static final long DEVICES_PAUSE_MILLIS = 200;
    private static final long PEOPLE_PAUSE_MILLIS = 1000;

    private final ExampleDistrict district;
    private final Areas areas;
    private final Devices devices;
    private final Intake intake;
    private final Cases cases;
    private final Matters matters;
    private final Responsibility responsibility;
    private final Cast cast;
    private final InstantSource clock;
    private final Environment environment;
    private final Queue<Consumer<Instant>> news = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean playing = true;
    private @Nullable Instruments instruments;
    private @Nullable Residents residents;

    Demonstration(
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
        this.district = district;
        this.areas = areas;
        this.devices = devices;
        this.intake = intake;
        this.cases = cases;
        this.matters = matters;
        this.responsibility = responsibility;
        this.cast = cast;
        this.clock = clock;
        this.environment = environment;
    }

    @EventListener(ApplicationStartedEvent.class)
    void setTheStage() {
        district.load(Actor.CITY);
        cast.hire();
        new Fleet(devices, areas, new Random(seed())).putUp();
    }

    private long seed() {
        return environment.getProperty("chengmai.demo-seed", Long.class, 310107L);
    }

    @Order
    @EventListener(ApplicationReadyEvent.class)
    void play() {
        Instant start = clock.instant();
        Fleet fleet = new Fleet(devices, areas, new Random(seed()));
        playDevices(fleet, start);
        playPeople(start);
        int port = environment.getProperty("local.server.port", Integer.class, 8080);
        System.out.println(new Poster(cast, port, intake.mqttPort()).text());
    }

    private void playDevices(Fleet fleet, Instant start) {
        Random random = new Random(seed());
        List<Outbox> outboxes = new ArrayList<>();
        for (Device gateway : fleet.gateways()) {
            outboxes.add(new Outbox(new Gateway(intake.mqttPort(), gateway.token(), "demo-" + gateway.id())));
        }
        Agenda agenda = new Agenda();
        Instruments all = new Instruments(fleet.behindGateways(), outboxes, agenda, random, start);
        new Mischief(all, agenda, random).begin(start);
        instruments = all;
        run("demo-devices", DEVICES_PAUSE_MILLIS, all::work);
    }

    private void playPeople(Instant start) {
        Random random = new Random(seed() + 1);
        Agenda agenda = new Agenda();
        Residents neighbours = new Residents(cases, matters, areas, agenda, random);
        neighbours.begin(start);
        residents = neighbours;
        double pace = environment.getProperty("chengmai.demo-pace", Double.class, 1.0);
        Crew crew = new Crew(cases, cast, responsibility, this::mend, random, pace);
        run("demo-people", PEOPLE_PAUSE_MILLIS, now -> {
            for (Consumer<Instant> told = news.poll(); told != null; told = news.poll()) {
                told.accept(now);
            }
            agenda.doDue(now);
            crew.work(now);
        });
    }

    private void run(String name, long pauseMillis, Consumer<Instant> work) {
        threads.add(Thread.ofPlatform().name(name).daemon().start(() -> {
            while (playing) {
                try {
                    work.accept(clock.instant());
                    Thread.sleep(pauseMillis);
                } catch (InterruptedException over) {
                    return;
                } catch (RuntimeException fault) {
                    LOG.debug("The demonstration stumbled and goes on.", fault);
                }
            }
        }));
    }

    private void mend(String deviceId) {
        if (instruments != null) {
            instruments.mend(deviceId);
        }
    }

    /** Whoever feeds back has put the thing right, a visitor too. */
    @TransactionalEventListener(fallbackExecution = true)
    void on(CaseChanged event) {
        if (event.event().equals("fed_back")) {
            news.add(now -> {
                try {
                    String device = cases.get(Actor.CITY, event.id()).deviceId();
                    if (device != null) {
                        mend(device);
                    }
                } catch (Refusal gone) {
                    LOG.debug("Nothing to mend: {}", gone.sentence());
                }
            });
        }
    }

    @TransactionalEventListener(fallbackExecution = true)
    void on(CaseClosed event) {
        news.add(now -> {
            if (residents != null) {
                residents.over(event.id(), event.source(), event.sourceRef(), now);
            }
        });
    }

    /** The doors close: nobody plays on. */
    @EventListener(ContextClosedEvent.class)
    void endThePlay() {
        playing = false;
    }

    @Override
    public void close() {
        playing = false;
        threads.forEach(Thread::interrupt);
        if (instruments != null) {
            instruments.close();
        }
    }
}
