/** Chengmai, the application: one package a module. Call down, tell up; see ARCHITECTURE.md. */
@NullMarked
package org.chengmai;

import org.jspecify.annotations.NullMarked;
