/**
 * How the city tells people and programs: live to open pages (server-sent events), to a person's inbox, by SMS and voice
 * ports, and by signed webhooks with a log of every delivery. Owns schema {@code notification} and the pages
 * {@code /live}, {@code /inbox} and {@code /back/webhooks}.
 */
@NullMarked
@ApplicationModule
package org.chengmai.notification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
