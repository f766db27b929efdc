package org.chengmai.identity;

import java.io.Reader;
import java.util.List;
import java.util.Optional;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.chengmai.kernel.Reach;
import org.springframework.stereotype.Component;

/** The door to the responsible units. */
@Component
public class Units {

    public Unit get(String id) {
        throw new UnsupportedOperationException();
    }

    public Optional<Unit> find(String id) {
        throw new UnsupportedOperationException();
    }

    /** Units within reach, by id; those above the reach are in it too when a case may be given to them. */
    public List<Unit> list(Reach reach) {
        throw new UnsupportedOperationException();
    }

    /** Adds the unit or changes it. */
    public void put(Actor by, Unit unit) {
        throw new UnsupportedOperationException();
    }

    /** Adds or changes units from rows {@code id,name,phone,place}. */
    public ImportReport importCsv(Actor by, Reader csv) {
        throw new UnsupportedOperationException();
    }
}
