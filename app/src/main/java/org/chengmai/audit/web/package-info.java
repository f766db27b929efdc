/** The auditor's page, and the ear that notes every request turned away for want of a right. */
@NullMarked
package org.chengmai.audit.web;

import org.jspecify.annotations.NullMarked;
