package dev.rtcrooms.examples.school;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The lessons in the database, each with a room of the same id. Any thread; each call blocks. */
@Repository
class Lessons {

  private final JdbcTemplate database;

  Lessons(JdbcTemplate database) {
    this.database = database;
  }

  /** A lesson of a person's timetable. */
  record Lesson(UUID id, String title) {}

  List<Lesson> of(String person) {
    return database.query(
        "select l.id, l.title from lesson l join pupil p on p.lesson = l.id"
            + " where p.person = ? order by l.title",
        (row, number) -> new Lesson(row.getObject(1, UUID.class), row.getString(2)),
        person);
  }

  boolean includes(UUID lesson, String person) {
    Integer found =
        database.queryForObject(
            "select count(*) from pupil where lesson = ? and person = ?",
            Integer.class,
            lesson,
            person);
    return found != null && found > 0;
  }
}
