package org.chengmai.device.intake;

/** Who waits for a commit: an MQTT session, an HTTP request. */
interface Sender {

    /** What the ticket stands for is committed. Called for each ticket in the order in which they were given. */
    void committed(int ticket);

    /** No more tickets of this batch: what is to be said can be said now. Called once a batch and sender, or more often. */
    void flush();
}
