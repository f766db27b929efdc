/**
 * The ground under every module: the database and its migrations, who acts ({@link org.chengmai.kernel.Actor}) and how far
 * that reaches ({@link org.chengmai.kernel.Reach}), refusals, two-language names, points and CSV. Knows no other module.
 */
@NullMarked
@ApplicationModule(type = ApplicationModule.Type.OPEN)
package org.chengmai.kernel;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
