package org.chengmai.cases.store;

import java.sql.Types;
import java.util.List;
import java.util.Optional;
import org.chengmai.cases.model.Photo;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Photos of cases, in the database: they live and die, and are backed up, with their case. */
@Repository
public class PhotoRows {

    private final JdbcClient database;

    PhotoRows(JdbcClient database) {
        this.database = database;
    }

    /** @param seq line of the history that the photo came with */
    public void insert(long caseId, int seq, Photo image, @Nullable Photo small) {
        database.sql("insert into cases.photo (case_id, seq, type, image, small) values (:c, :s, :t, :image, :small)")
                .param("c", caseId)
                .param("s", seq)
                .param("t", image.type())
                .param("image", image.content())
                .param("small", small == null ? null : small.content(), Types.BINARY)
                .update();
    }

    public List<Long> ofCase(long caseId) {
        return database.sql("select id from cases.photo where case_id = :case order by id")
                .param("case", caseId)
                .query(Long.class)
                .list();
    }

    /** The photos that came with the report. */
    public List<Long> ofReport(long caseId) {
        return database.sql("select id from cases.photo where case_id = :case and seq = 1 order by id")
                .param("case", caseId)
                .query(Long.class)
                .list();
    }

    /** @param small the thumbnail, where there is one */
    public Optional<Photo> find(long caseId, long photo, boolean small) {
        String column = small ? "coalesce(small, image)" : "image";
        return database.sql(
                        "select type, " + column + " as content from cases.photo where id = :photo and case_id = :case")
                .param("photo", photo)
                .param("case", caseId)
                .query((row, number) -> new Photo(row.getString("type"), row.getBytes("content")))
                .optional();
    }
}
