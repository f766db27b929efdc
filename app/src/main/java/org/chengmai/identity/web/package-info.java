/**
 * The doors of the house as pages: sign-in, first start, people and units; the security of every request, the frame around
 * every page, and {@link org.chengmai.kernel.Actor} as an argument of every controller.
 */
@NullMarked
package org.chengmai.identity.web;

import org.jspecify.annotations.NullMarked;
