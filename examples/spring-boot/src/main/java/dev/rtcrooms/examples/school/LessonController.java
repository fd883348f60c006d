package dev.rtcrooms.examples.school;

import dev.rtcrooms.RefusalException;
import dev.rtcrooms.Rooms;
import dev.rtcrooms.hub.chat.Chat;
import java.security.Principal;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
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

  /** Speaks to all who are in a lesson of the teacher; it does nothing if nobody is. */
  @PostMapping("/lessons/{id}/announcements")
  CompletionStage<ResponseEntity<String>> announce(
      Principal teacher, @PathVariable UUID id, @RequestBody String text) {
    if (!lessons.includes(id, teacher.getName())) {
      return CompletableFuture.completedStage(ResponseEntity.notFound().build());
    }
    return rooms
        .find(id)
        .map(room -> room.call(Chat.class, chat -> announced(chat, text)))
        .orElseGet(() -> CompletableFuture.completedStage(ResponseEntity.accepted().build()));
  }

  /** In the mailbox of the room. */
  private static ResponseEntity<String> announced(Chat chat, String text) {
    try {
      chat.announce(text);
      return ResponseEntity.accepted().build();
    } catch (RefusalException e) {
      return ResponseEntity.badRequest().body(e.refusal().text());
    }
  }

  /** The token that a script of the page sends with each POST. */
  @GetMapping("/csrf")
  CsrfToken csrf(CsrfToken token) {
    return token;
  }
}
