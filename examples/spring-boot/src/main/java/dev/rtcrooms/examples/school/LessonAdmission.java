package dev.rtcrooms.examples.school;

import dev.rtcrooms.Grants;
import dev.rtcrooms.Role;
import dev.rtcrooms.User;
import dev.rtcrooms.spi.Admission;
import dev.rtcrooms.spring.Authorities;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.stereotype.Component;

/** Lets in those whose timetable has the lesson; teachers moderate. Asks the database elsewhere. */
@Component
class LessonAdmission implements Admission {

  private final Lessons lessons;
  private final AsyncTaskExecutor threads;

  LessonAdmission(
      Lessons lessons, @Qualifier("applicationTaskExecutor") AsyncTaskExecutor threads) {
    this.lessons = lessons;
    this.threads = threads;
  }

  @Override
  public CompletionStage<Grants> admit(User user, UUID room, Role role) {
    return CompletableFuture.supplyAsync(() -> grants(user, room, role), threads);
  }

  private Grants grants(User user, UUID room, Role role) {
    if (!lessons.includes(room, user.id())) {
      return Grants.none();
    }
    boolean teaches =
        user.attributes()
            .get(Authorities.KEY)
            .filter(authorities -> authorities.has("ROLE_TEACHER"))
            .isPresent();
    return teaches ? role.defaultGrants().with(Grants.MODERATE) : role.defaultGrants();
  }
}
