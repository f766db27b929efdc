/** What a browser gets of cases: photos, single cases as JSON, and the back room's pages of matters, calendar and import. */
@NullMarked
package org.chengmai.cases.web;

import org.jspecify.annotations.NullMarked;
