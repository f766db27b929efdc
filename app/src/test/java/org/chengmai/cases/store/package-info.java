/** What is stored stays readable. */
@NullMarked
package org.chengmai.cases.store;

import org.jspecify.annotations.NullMarked;
