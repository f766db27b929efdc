/** The live stream, the inbox and the webhooks as pages. */
@NullMarked
package org.chengmai.notification.web;

import org.jspecify.annotations.NullMarked;
