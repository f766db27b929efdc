/** The auditor's page over real HTTP. */
@NullMarked
package org.chengmai.audit.web;

import org.jspecify.annotations.NullMarked;
