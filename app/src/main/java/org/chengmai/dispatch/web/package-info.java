/** The desk, the field's phone page, and the back room's pages of responsibility and roster. */
@NullMarked
package org.chengmai.dispatch.web;

import org.jspecify.annotations.NullMarked;
