package org.chengmai.cases;

import java.io.Reader;
import java.util.List;
import java.util.Optional;
import org.chengmai.cases.model.Matter;
import org.chengmai.kernel.Actor;
import org.chengmai.kernel.ImportReport;
import org.springframework.stereotype.Service;

/** The catalogue of matters. */
@Service
public class Matters {

    public Matter get(String code) {
        throw new UnsupportedOperationException();
    }

    public Optional<Matter> find(String code) {
        throw new UnsupportedOperationException();
    }

    public List<Matter> list() {
        throw new UnsupportedOperationException();
    }

    /** Puts a matter in; one with the same code is replaced, but its limit, clock and photo rule stay once an officer set them. */
    public void define(Actor actor, Matter matter) {
        throw new UnsupportedOperationException();
    }

    public ImportReport importTsv(Actor actor, Reader tsv) {
        throw new UnsupportedOperationException();
    }
}
