/** Tests of {@code portal}. */
@NullMarked
package org.chengmai.portal.web;

import org.jspecify.annotations.NullMarked;
