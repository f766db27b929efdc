/** The kit of every test: a real PostgreSQL shared by the run, a fresh database for each city, clocks and clients. */
@NullMarked
package org.chengmai.city;

import org.jspecify.annotations.NullMarked;
