package dev.rtcrooms.examples.school;

import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.chat.Chat;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The timetable as JSON, and announcements into the rooms. Any thread. */
@RestController
class LessonController {

  private final Lessons lessons;
  private final Rooms rooms;

  LessonController(Lessons lessons, Rooms rooms) {
    this.lessons = lessons;
    this.rooms = rooms;
  }

  @GetMapping("/lessons")
  List<Lessons.Lesson> timetable(Principal person) {
    return lessons.of(person.getName());
  }

  /** Speaks to all who are in the lesson; it does nothing if nobody is. */
  @PostMapping("/lessons/{id}/announcements")
  @ResponseStatus(HttpStatus.ACCEPTED)
  void announce(@PathVariable UUID id, @RequestBody String text) {
    rooms.find(id).ifPresent(room -> room.execute(Chat.class, chat -> chat.announce(text)));
  }

  /** The token that a script of the page sends with each POST. */
  @GetMapping("/csrf")
  CsrfToken csrf(CsrfToken token) {
    return token;
  }
}
