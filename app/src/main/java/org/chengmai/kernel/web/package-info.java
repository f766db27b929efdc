/** What every page and every program-facing door shares: refusals as pages or problem details. */
@NullMarked
package org.chengmai.kernel.web;

import org.jspecify.annotations.NullMarked;
