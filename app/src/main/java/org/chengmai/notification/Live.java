package org.chengmai.notification;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.chengmai.identity.AccountChanged;
import org.chengmai.kernel.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.ObjectMapper;

/**
 * Fan-out to the open pages. {@link #tell} only puts a line into the queue of each page within reach; a page of its own
 * thread carries it out. A browser that reads too slowly is dropped and comes back by itself; nobody waits for it.
 */
@Component
public class Live {

    private static final Logger LOG = LoggerFactory.getLogger(Live.class);
    private static final int MOST_A_PERSON = 20;

    private final ObjectMapper json;
    private final Set<LivePage> pages = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closed;

    Live(ObjectMapper json) {
        this.json = json;
    }

    /** Tells every subscriber within reach; inside a transaction, once that is committed. Never blocks. */
    public void tell(LiveEvent event) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || !TransactionSynchronizationManager.isActualTransactionActive()) {
            fanOut(event);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                fanOut(event);
            }
        });
    }

    private void fanOut(LiveEvent event) {
        List<LivePage> told = pages.stream().filter(p -> p.wants(event)).toList();
        if (told.isEmpty()) {
            return;
        }
        String text = "event: %s\ndata: %s\n\n".formatted(event.topic(), json.writeValueAsString(event.data()));
        for (LivePage page : told) {
            if (!page.offer(text)) {
                drop(page);
            }
        }
    }

    private void drop(LivePage page) {
        dropped.incrementAndGet();
        LOG.info("A page of account {} reads too slowly and is dropped; its browser connects again.", page.account());
        page.close();
    }

    /** Opens a stream of these topics, as far as the actor reaches at this moment. */
    public LivePage open(Actor actor, Collection<String> topics, LivePage.Wire wire) {
        LivePage page = new LivePage(numbers.incrementAndGet(), actor, Set.copyOf(topics), wire, pages::remove);
        pages.add(page);
        List<LivePage> own = pages.stream()
                .filter(p -> p.account() == actor.account())
                .sorted(Comparator.comparingLong(LivePage::number).reversed())
                .toList();
        own.stream().skip(MOST_A_PERSON).forEach(LivePage::close);
        if (closed) {
            page.close();
        }
        page.start();
        return page;
    }

    /** How many pages listen now. */
    public int listeners() {
        return pages.size();
    }

    /** How many pages were dropped since the start because they read too slowly. */
    public long dropped() {
        return dropped.get();
    }

    /** Whose rights changed comes back with the new ones. */
    @TransactionalEventListener(fallbackExecution = true)
    void forget(AccountChanged event) {
        pages.stream().filter(p -> p.account() == event.account()).forEach(LivePage::close);
    }

    @EventListener(ContextClosedEvent.class)
    void close() {
        closed = true;
        pages.forEach(LivePage::close);
    }
}
