package org.chengmai.notification;

import java.util.Collection;
import java.util.Map;
import org.chengmai.audit.Audit;
import org.chengmai.kernel.Actor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The door to everything that is told to somebody: inbox, SMS, voice, webhooks. */
@Component
public class Notifications {

    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

    private final Inbox inbox;
    private final Webhooks webhooks;
    private final Audit audit;
    private final SmsPort sms;
    private final VoicePort voice;

    Notifications(
            Inbox inbox, Webhooks webhooks, Audit audit, ObjectProvider<SmsPort> sms, ObjectProvider<VoicePort> voice) {
        this.inbox = inbox;
        this.webhooks = webhooks;
        this.audit = audit;
        this.sms = sms.getIfAvailable(() -> Notifications::logSms);
        this.voice = voice.getIfAvailable(() -> Notifications::logVoice);
    }

    /**
     * Puts a message into the person's inbox, and on the open page at once.
     *
     * @param key message key of a bundle; its text may name the arguments as {@code {name}}
     * @param link page that the message leads to, beginning with a slash
     */
    public void tell(long account, String key, Map<String, String> args, String link) {
        inbox.put(account, key, args, link);
    }

    public void tellAll(Collection<Long> accounts, String key, Map<String, String> args, String link) {
        accounts.stream().distinct().forEach(account -> tell(account, key, args, link));
    }

    /** Sends a short message once the transaction around is committed; a port that fails is told in the log. */
    public void sms(String phone, String text, Actor by) {
        audit.record(by, "sms.send", masked(phone), "");
        afterCommit("SMS", phone, () -> sms.send(phone, text));
    }

    /** Calls a phone and speaks the text once the transaction around is committed. */
    public void voice(String phone, String text, Actor by) {
        audit.record(by, "voice.call", masked(phone), "");
        afterCommit("call", phone, () -> voice.call(phone, text));
    }

    /**
     * Hands an event to every webhook that asked for its type and whose place covers this one; within the transaction
     * around it, sent after the commit, tried again for a day.
     *
     * @param type such as {@code case.reported}; a webhook asks for types, {@code case.*} or {@code *}
     */
    public void publish(String type, String place, Map<String, Object> payload) {
        webhooks.publish(type, place, payload);
    }

    private static void afterCommit(String what, String phone, Runnable send) {
        Runnable sender = () -> Thread.ofVirtual().name("outgoing").start(() -> attempt(what, phone, send));
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            sender.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                sender.run();
            }
        });
    }

    private static void attempt(String what, String phone, Runnable send) {
        try {
            send.run();
        } catch (RuntimeException e) {
            LOG.warn("Expected to hand over a {} to {}, but {}", what, masked(phone), e.toString());
        }
    }

    private static void logSms(String phone, String text) {
        LOG.info("No SMS port is installed, so this message to {} is only written here: {}", masked(phone), text);
    }

    private static void logVoice(String phone, String text) {
        LOG.info("No voice port is installed, so this call to {} is only written here: {}", masked(phone), text);
    }

    private static String masked(String phone) {
        int end = Math.max(0, phone.length() - 4);
        return "****" + phone.substring(end);
    }
}
