/** The life of a case, told as a book: read the stories in order. {@link org.chengmai.cases.Street} is their stage. */
@NullMarked
package org.chengmai.cases;

import org.jspecify.annotations.NullMarked;
