/** The pages of cases, over real HTTP. */
@NullMarked
package org.chengmai.cases.web;

import org.jspecify.annotations.NullMarked;
