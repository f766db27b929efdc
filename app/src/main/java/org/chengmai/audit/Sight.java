package org.chengmai.audit;

import java.util.List;
import org.chengmai.kernel.Reach;

/**
 * Whose entries an auditor may see: those of people all of whose roles lie within the auditor's reach. What the city itself,
 * the public and unknown people did belongs to those who audit a whole tree, a root or everything.
 *
 * @param everyone whether nothing is hidden
 * @param city whether entries of nobody in particular are seen
 * @param patterns LIKE patterns of the reach
 */
record Sight(boolean everyone, boolean city, List<String> patterns) {

    static final String CONDITION = """
            (:everyone or case when cardinality(places) = 0 then :city
             else not exists (select from unnest(places) as p where not p like any(:reach)) end)""";

    static Sight of(Reach reach) {
        return new Sight(reach.covers(""), reach.places().stream().anyMatch(Sight::isRoot), List.of(reach.patterns()));
    }

    private static boolean isRoot(String place) {
        return place.indexOf('/') >= place.length() - 1;
    }
}
