/** The residents' pages under {@code /report} and what they need: big choices, limits against abuse, the QR code. */
@NullMarked
package org.chengmai.portal.web;

import org.jspecify.annotations.NullMarked;
