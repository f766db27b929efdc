package org.chengmai.cases.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next what to ask the following page with; null on the last one
 */
public record CasePage(List<CaseLine> cases, @Nullable String next) {

    public CasePage {
        cases = List.copyOf(cases);
    }
}
