/** What every page and every program-facing door shares: refusals and errors as pages or problem details, uploads as text. */
@NullMarked
@NamedInterface("web")
package org.chengmai.kernel.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
