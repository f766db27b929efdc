/** Pages of the back room for devices, kinds and what was kept aside, and the HTTP door for devices. */
@NullMarked
package org.chengmai.device.web;

import org.jspecify.annotations.NullMarked;
